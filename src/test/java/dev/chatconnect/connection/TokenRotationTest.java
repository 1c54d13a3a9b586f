package dev.chatconnect.connection;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.environment.Tenants;
import dev.chatconnect.redis.RedisKeys;
import io.quarkiverse.wiremock.devservice.ConnectWireMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.chatconnect.connect.Journeys.API_KEY;
import static dev.chatconnect.connect.Journeys.integration;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static io.restassured.RestAssured.given;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

/** Connections move from a token that does not end to one that is rotated. */
@QuarkusTest
@ConnectWireMock
class TokenRotationTest {

  private static final String EXCHANGE = "/api/oauth.v2.exchange";

  @Inject ConnectionStore connections;
  @Inject Environments environments;

  WireMock wiremock;

  private final String identifier = "rotation-" + UUID.randomUUID();
  private final String token = "xoxb-standin-" + UUID.randomUUID().toString().replace("-", "");

  @Test
  void aTokenThatDoesNotEndBecomesOneThatIsRotated() {
    // Given
    create(token);

    // When
    var answer = rotate();

    // Then
    answer.then().statusCode(200).body("data.status", is("active"));
    assertThat(answer.asString()).doesNotContain("xoxe").doesNotContain(token);
    var tokens = stored().tokens();
    assertThat(tokens.accessToken()).startsWith("xoxe.xoxb-standin-");
    assertThat(tokens.refreshToken()).get().asString().startsWith("xoxe-standin-");
    assertThat(tokens.expiresAt().orElseThrow())
        .isBetween(Instant.now().plus(ofHours(11)), Instant.now().plus(ofHours(13)));
    assertThat(exchanges())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.getFormParameters()).hasSize(3);
              assertThat(request.formParameter("client_id").firstValue()).isEqualTo("1111.2222");
              assertThat(request.formParameter("client_secret").firstValue())
                  .isEqualTo("app-client-secret");
            });
  }

  @Test
  void theTokenIsRenewedFromThenOn() {
    // Given
    create(token);
    exchangeAnswers(
        "{\"ok\":true,\"access_token\":\"xoxe.xoxb-1\",\"refresh_token\":\"xoxe-standin-next\","
            + "\"expires_in\":60,\"token_type\":\"bot\"}");
    rotate().then().statusCode(200);

    // When
    var answer = call("/token");

    // Then
    answer.then().statusCode(200).body("data.accessToken", startsWith("xoxe.xoxb-standin-"));
  }

  @Test
  void manyCallersMakeOneExchange() {
    // Given
    create(token);

    // When
    var statuses =
        Stream.concat(
                IntStream.range(0, 20).mapToObj(i -> "/token/rotate"),
                IntStream.range(0, 20).mapToObj(i -> "/token"))
            .parallel()
            .map(path -> call(path).statusCode())
            .distinct()
            .toList();

    // Then
    assertThat(statuses).containsExactly(200);
    assertThat(exchanges()).hasSize(1);
    assertThat(stored().tokens().refreshToken()).isPresent();
  }

  @Test
  void aConnectionThatRotatesAlreadyStaysAsItIs() {
    // Given
    create(token);
    rotate().then().statusCode(200);
    var first = stored().tokens();

    // When
    var answer = rotate();

    // Then
    answer.then().statusCode(200);
    assertThat(stored().tokens()).isEqualTo(first);
    assertThat(exchanges()).hasSize(1);
  }

  @Test
  void aConnectionThatWasReconnectedMeanwhileKeepsItsNewToken() {
    // Given
    create(token);
    wiremock.register(
        post(urlPathEqualTo(EXCHANGE))
            .atPriority(1)
            .withFormParam("token", equalTo(token))
            .willReturn(
                okJson(
                        "{\"ok\":true,\"access_token\":\"xoxe.xoxb-late\","
                            + "\"refresh_token\":\"xoxe-late\",\"expires_in\":43200}")
                    .withFixedDelay(1500)));
    var late = new Thread(this::rotate);
    late.start();
    await().until(() -> !exchanges().isEmpty());

    // When
    given()
        .header("Authorization", API_KEY)
        .contentType(ContentType.JSON)
        .body(Map.of("workspace", Map.of("id", "T1"), "auth", Map.of("accessToken", "xoxb-anew")))
        .patch("/v1/channel-connections/{id}", identifier)
        .then()
        .statusCode(200);

    // Then
    await().until(() -> !late.isAlive());
    assertThat(stored().tokens().accessToken()).isEqualTo("xoxb-anew");
  }

  @ParameterizedTest
  @CsvSource({
    "error-token_rotation_not_enabled, 400, Turn on token rotation in the settings of the Slack"
        + " app first.",
    "error-invalid_client_id, 400, Check the integration's credentials.",
    "error-bad_client_secret, 400, Check the integration's credentials.",
    "error-token_already_exchanged, 409, token_already_exchanged. Reconnect the channel"
        + " connection.",
    "error-invalid_token, 409, invalid_token. Reconnect the channel connection.",
    "error-authorization_not_found, 502, authorization_not_found. Verify the channel connection;"
        + " reconnect it if it no longer works.",
    "error-account_inactive, 502, reconnect it if it no longer works.",
    "error-something_new, 502, reconnect it if it no longer works.",
    "no-refresh, 502, missing_refresh_token. Verify the channel connection; reconnect it if it no"
        + " longer works.",
    "error-internal_error, 503, Slack cannot be asked now. Try again.",
    "status-429, 503, Slack cannot be asked now. Try again.",
    "status-500, 503, Slack cannot be asked now. Try again."
  })
  void saysWhatToDoAboutAFailureAndKeepsTheToken(String kind, int status, String advice) {
    // Given
    var failing = kind + "." + UUID.randomUUID();
    create(failing);

    // When
    var answer = rotate();

    // Then
    answer.then().statusCode(status).body("message", endsWith(advice));
    assertThat(answer.header("Retry-After") != null).isEqualTo(status == 503);
    assertThat(stored().tokens().accessToken()).isEqualTo(failing);
    assertThat(stored().status()).isEqualTo(ConnectionStatus.ACTIVE);
  }

  @Test
  void otherProvidersHaveNoSuchExchange() {
    // Given
    create("any", integration("webex-messaging", Map.of()));

    // When
    var answer = rotate();

    // Then
    answer.then().statusCode(400).body("message", containsString("webex-messaging"));
  }

  @Test
  void aConnectionThatIsNotActiveIsLeftAlone() {
    // Given
    create("error-token_revoked." + UUID.randomUUID());
    call("/verify").then().statusCode(502);

    // When
    var answer = rotate();

    // Then
    answer.then().statusCode(409).body("message", containsString("revoked"));
    assertThat(exchanges()).isEmpty();
  }

  @Test
  void anUnknownConnectionIsNotFound() {
    // When
    var answer = rotate();

    // Then
    answer.then().statusCode(404);
  }

  @Test
  void itTakesAnApiKey() {
    // When
    var answer = given().post("/v1/channel-connections/{id}/token/rotate", identifier);

    // Then
    answer.then().statusCode(401);
  }

  private void create(String accessToken) {
    create(accessToken, slackIntegration());
  }

  private void create(String accessToken, String integration) {
    var body = new HashMap<String, Object>();
    body.put("identifier", identifier);
    body.put("integrationIdentifier", integration);
    body.put("subscriberId", "s-" + identifier);
    body.put("workspace", Map.of("id", "T9TK3CUKW"));
    body.put("auth", Map.of("accessToken", accessToken));
    given()
        .header("Authorization", API_KEY)
        .contentType(ContentType.JSON)
        .body(body)
        .post("/v1/channel-connections")
        .then()
        .statusCode(201);
  }

  private Response rotate() {
    return call("/token/rotate");
  }

  private Response call(String below) {
    return given()
        .header("Authorization", API_KEY)
        .post("/v1/channel-connections/{id}" + below, identifier);
  }

  private ChannelConnection stored() {
    var keys = new RedisKeys(Tenants.withKey(environments, "dev-secret-key").id());
    return connections.find(keys, identifier).await().atMost(ofSeconds(20)).orElseThrow();
  }

  private void exchangeAnswers(String json) {
    wiremock.register(
        post(urlPathEqualTo(EXCHANGE))
            .atPriority(1)
            .withFormParam("token", equalTo(token))
            .willReturn(okJson(json)));
  }

  private List<LoggedRequest> exchanges() {
    return wiremock.find(
        postRequestedFor(urlPathEqualTo(EXCHANGE)).withFormParam("token", equalTo(token)));
  }
}
