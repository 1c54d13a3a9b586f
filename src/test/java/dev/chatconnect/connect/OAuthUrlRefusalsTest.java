package dev.chatconnect.connect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.chatconnect.crypto.Digests;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.connect.Journeys.API_KEY;
import static dev.chatconnect.connect.Journeys.unique;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Every reason not to hand out a URL, with its text and in its order. */
@QuarkusTest
class OAuthUrlRefusalsTest {

  static final String CONNECT = "/v1/integrations/channel-connections/oauth";
  static final String LINK = "/v1/integrations/channel-endpoints/oauth";
  private static final String ENVIRONMENT =
      Digests.sha256Hex("environment:default").substring(0, 24);

  @ParameterizedTest
  @ValueSource(strings = {CONNECT, LINK})
  void anUnknownIntegrationIsNotFound(String route) {
    // Given
    var unknown = unique("slack-");

    // When
    var answer = ask(route, Journeys.of(unknown, "s"));

    // Then
    refused(answer, 404, "Integration not found: " + unknown + " in environment " + ENVIRONMENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rocket-chat:chat", "sendgrid:email"})
  void anIntegrationThatIsNotOfAChatProviderWithOAuthIsNotFound(String kind) {
    // Given
    var identifier =
        integration(kind.split(":")[0], kind.split(":")[1], true, Map.of("apiKey", "k"));

    // When
    var answer = ask(CONNECT, Journeys.of(identifier, "s"));

    // Then
    refused(answer, 404, "Integration not found: " + identifier + " in environment " + ENVIRONMENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {CONNECT, LINK})
  void anInactiveIntegrationIsRefused(String route) {
    // Given
    var identifier = integration("slack", "chat", false, Map.of("clientId", "1", "secretKey", "2"));

    // When
    var answer = ask(route, Journeys.of(identifier, "s"));

    // Then
    refused(answer, 400, "Integration is not active: " + identifier);
  }

  @ParameterizedTest
  @ValueSource(strings = {CONNECT, LINK})
  void missingCredentialsAreTold(String route) {
    // Given
    var none = integration("slack", "chat", true, Map.of());
    var noId = integration("slack", "chat", true, Map.of("secretKey", "2"));

    // When
    var answers = List.of(ask(route, Journeys.of(none, "s")), ask(route, Journeys.of(noId, "s")));

    // Then
    refused(answers.get(0), 404, "Slack integration missing credentials ");
    refused(
        answers.get(1), 404, "Slack integration missing required OAuth credentials (clientId) ");
  }

  static Stream<Arguments> missingOwners() {
    var acme = Map.of("tenant", "acme");
    return Stream.of(
        arguments(
            Map.of("scope", List.of("incoming-webhook"), "context", acme),
            "subscriberId is required for incoming webhook"),
        arguments(
            Map.of("connectionMode", "shared", "subscriberId", "s"),
            "context is required when connectionMode is \"shared\""),
        arguments(
            Map.of("connectionMode", "subscriber", "context", acme),
            "subscriberId is required when connectionMode is \"subscriber\""),
        arguments(
            Map.of("connectionMode", "subscriber", "context", acme, "subscriberId", ""),
            "subscriberId is required when connectionMode is \"subscriber\""),
        arguments(Map.of(), "Either subscriberId or context must be provided"),
        arguments(
            Map.of("scope", List.of("incoming-webhook"), "connectionMode", "shared"),
            "subscriberId is required for incoming webhook"));
  }

  @ParameterizedTest
  @MethodSource("missingOwners")
  void aJourneyForNobodyIsRefusedBeforeTheCredentialsAreLookedAt(
      Map<String, Object> fields, String text) {
    // Given
    var body = new HashMap<>(fields);
    body.put("integrationIdentifier", integration("slack", "chat", true, Map.of()));

    // When
    var answer = ask(CONNECT, body);

    // Then
    refused(answer, 400, text);
  }

  @Test
  void theIntegrationIsLookedUpBeforeTheOwner() {
    // Given
    var unknown = unique("slack-");

    // When
    var answer = ask(CONNECT, Map.of("integrationIdentifier", unknown));

    // Then
    answer.then().statusCode(404);
  }

  static Response ask(String route, Object body) {
    return given()
        .header("Authorization", API_KEY)
        .contentType("application/json")
        .body(body)
        .post(route);
  }

  private static void refused(Response answer, int status, String text) {
    answer.then().statusCode(status).body("statusCode", equalTo(status));
    answer.then().body("message", equalTo(text));
  }

  private static String integration(
      String providerId, String channel, boolean active, Map<String, Object> credentials) {
    var identifier = unique(providerId + "-");
    ask(
            "/v1/integrations",
            Map.of(
                "providerId", providerId,
                "channel", channel,
                "identifier", identifier,
                "active", active,
                "credentials", credentials))
        .then()
        .statusCode(201);
    return identifier;
  }
}
