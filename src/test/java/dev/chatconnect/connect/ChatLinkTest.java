package dev.chatconnect.connect;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.ProviderException.Kind;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.connect.Journeys.API_KEY;
import static dev.chatconnect.connect.Journeys.query;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

/** {@code POST /v1/integrations/channel-endpoints/link}. */
@QuarkusTest
class ChatLinkTest {

  @Inject AuthorizationStateStore states;

  @Test
  void answersTheProvidersUrlAndKeepsWhatItsCodeIsAbout() {
    // Given
    var integration = integration(Map.of("apiToken", "t"));

    // When
    var answer =
        link(
            Map.of(
                "integrationIdentifier",
                integration,
                "subscriberId",
                "ann",
                "context",
                Map.of("tenant", "acme")));

    // Then
    answer
        .then()
        .statusCode(200)
        .body("$", aMapWithSize(1))
        .body("data", aMapWithSize(2))
        .body("data.providerMetadata.botUsername", equalTo("bot"));
    var code = query(answer.path("data.url")).get("start");
    var journey = take(code).orElseThrow();
    assertThat(journey.mode()).isEqualTo(ConnectMode.LINK_USER);
    assertThat(journey.subscriberId()).contains("ann");
    assertThat(journey.contextKeys()).isEqualTo(List.of("tenant:acme"));
    assertThat(journey.providerId()).isEqualTo(LinkingProvider.ID);
    assertThat(Instant.parse(answer.path("data.providerMetadata.expiresAt")))
        .isBetween(Instant.now(), Instant.now().plus(Duration.ofMinutes(10)));
  }

  @Test
  void aCodeLinksOnce() {
    // Given
    var request = Map.of("integrationIdentifier", integration(Map.of("apiToken", "t")));
    var body = new HashMap<String, Object>(request);
    body.put("subscriberId", "ann");
    var code = query(link(body).path("data.url")).get("start");
    take(code);

    // When
    var again = take(code);

    // Then
    assertThat(again).isEmpty();
  }

  @Test
  void everyRequestHasItsOwnCode() {
    // Given
    Map<String, Object> body =
        Map.of(
            "integrationIdentifier", integration(Map.of("apiToken", "t")), "subscriberId", "ann");
    var first = link(body).<String>path("data.url");

    // When
    var second = link(body).<String>path("data.url");

    // Then
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void refusesAnEmptyBodyWithEveryRuleThatItBreaks() {
    // Given
    Map<String, Object> body = Map.of();

    // When
    var answer = link(body);

    // Then
    answer
        .then()
        .statusCode(422)
        .body(
            "errors.general.messages",
            contains(
                "integrationIdentifier should not be empty",
                "integrationIdentifier must be a string",
                "subscriberId should not be empty",
                "subscriberId must be a string"));
  }

  @Test
  void refusesEmptyFields() {
    // Given
    Map<String, Object> body = Map.of("integrationIdentifier", "", "subscriberId", 5);

    // When
    var answer = link(body);

    // Then
    answer
        .then()
        .statusCode(422)
        .body(
            "errors.general.messages",
            contains("integrationIdentifier should not be empty", "subscriberId must be a string"));
  }

  @Test
  void refusesAnUnknownIntegration() {
    // Given
    Map<String, Object> body =
        Map.of("integrationIdentifier", "nowhere-4711", "subscriberId", "ann");

    // When
    var answer = link(body);

    // Then
    answer.then().statusCode(404).body("message", equalTo("Integration nowhere-4711 not found"));
  }

  @Test
  void refusesAProviderThatLinksByOAuth() {
    // Given
    Map<String, Object> body =
        Map.of("integrationIdentifier", slackIntegration(), "subscriberId", "ann");

    // When
    var answer = link(body);

    // Then
    answer
        .then()
        .statusCode(400)
        .body(
            "message",
            equalTo(
                "Provider \"slack\" does not support subscriber chat linking via this endpoint."));
  }

  @Test
  void looksAtTheProviderBeforeTheContext() {
    // Given
    var integration = ApiCalls.integration("slack", "chat", "{'hmac':true}").identifier();

    // When
    var answer = link(Map.of("integrationIdentifier", integration, "subscriberId", "ann"));

    // Then
    answer
        .then()
        .statusCode(400)
        .body("message", startsWith("Provider \"slack\" does not support"));
  }

  @Test
  void demandsASignedContextWhereTheIntegrationDoes() {
    // Given
    var integration = integration(Map.of("apiToken", "t", "hmac", true));

    // When
    var answer = link(Map.of("integrationIdentifier", integration, "subscriberId", "ann"));

    // Then
    answer
        .then()
        .statusCode(400)
        .body("message", equalTo("A context is required when HMAC validation is enabled."));
  }

  @Test
  void refusesAContextWithAWrongHash() {
    // Given
    var integration = integration(Map.of("apiToken", "t", "hmac", true));

    // When
    var answer =
        link(
            Map.of(
                "integrationIdentifier",
                integration,
                "subscriberId",
                "ann",
                "context",
                Map.of("tenant", "acme"),
                "contextHash",
                "0".repeat(64)));

    // Then
    answer
        .then()
        .statusCode(400)
        .body("message", equalTo("Please provide a valid context HMAC hash"));
  }

  @Test
  void saysWhenACredentialIsMissing() {
    // Given
    var integration = integration(Map.of());

    // When
    var answer = link(Map.of("integrationIdentifier", integration, "subscriberId", "ann"));

    // Then
    answer
        .then()
        .statusCode(422)
        .body("message", equalTo("The bot token is missing"))
        .body("errors", aMapWithSize(0));
  }

  @Test
  void saysWhenTheProviderIsDown() {
    // Given
    var integration = integration(Map.of("apiToken", Kind.UNAVAILABLE.name()));

    // When
    var answer = link(Map.of("integrationIdentifier", integration, "subscriberId", "ann"));

    // Then
    answer.then().statusCode(502).body("message", equalTo("The chat is down"));
  }

  @Test
  void isClosedToCallersWithoutAKey() {
    // Given
    var request = given().contentType(ContentType.JSON).body("{}");

    // When
    var answer = request.post("/v1/integrations/channel-endpoints/link");

    // Then
    answer.then().statusCode(401);
  }

  private Optional<AuthorizationState> take(String code) {
    return states.take(code).await().atMost(Duration.ofSeconds(5));
  }

  private static String integration(Map<String, Object> credentials) {
    var identifier = "linking-" + UUID.randomUUID();
    given()
        .header("Authorization", API_KEY)
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "providerId",
                LinkingProvider.ID,
                "channel",
                "chat",
                "identifier",
                identifier,
                "active",
                true,
                "credentials",
                credentials))
        .post("/v1/integrations")
        .then()
        .statusCode(201);
    return identifier;
  }

  private static Response link(Map<String, Object> body) {
    return given()
        .header("Authorization", API_KEY)
        .contentType(ContentType.JSON)
        .body(body)
        .post("/v1/integrations/channel-endpoints/link");
  }
}
