package dev.chatconnect.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import com.github.tomakehurst.wiremock.client.WireMock;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.redis.RedisKeys;
import io.quarkiverse.wiremock.devservice.ConnectWireMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.connect.Journeys.API_KEY;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

/** Tokens that end soon are renewed once, whoever and however many ask. */
@QuarkusTest
@ConnectWireMock
class TokenRenewalTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject RenewalSweep sweep;
  @Inject ConnectionStore connections;
  @Inject Environments environments;

  WireMock wiremock;

  private final String identifier = "renewal-" + UUID.randomUUID();
  private final String refreshToken =
      "xoxe-standin-" + UUID.randomUUID().toString().replace("-", "");

  @Test
  void aTokenThatIsGoodForLongIsHandedOutAsItIs() {
    // Given
    create(refreshToken, Instant.now().plus(Duration.ofHours(1)));

    // When
    var answer = token();

    // Then
    answer.then().statusCode(200).body("data.accessToken", equalTo("xoxe.xoxb-standin-former"));
    assertThat(refreshes()).isZero();
  }

  @Test
  void fiftyCallersWithAnExpiredTokenMakeOneRefreshAndGetOneAnswer() {
    // Given
    create(refreshToken, Instant.now().minusSeconds(60));

    // When
    var tokens =
        IntStream.range(0, 50)
            .parallel()
            .mapToObj(i -> token())
            .map(answer -> answer.then().statusCode(200).extract().<String>path("data.accessToken"))
            .toList();

    // Then
    assertThat(tokens).hasSize(50).doesNotContain("xoxe.xoxb-standin-former");
    assertThat(tokens.stream().distinct()).hasSize(1);
    assertThat(refreshes()).isEqualTo(1);
  }

  @Test
  void aRefusedRefreshIsToldAndRecorded() {
    // Given
    refreshAnswers("{\"ok\":false,\"error\":\"invalid_refresh_token\"}");
    create(refreshToken, Instant.now().minusSeconds(60));

    // When
    var answer = token();

    // Then
    answer
        .then()
        .statusCode(502)
        .body(
            "message",
            equalTo(
                "Slack token refresh failed: invalid_refresh_token. Reconnect the Slack channel"
                    + " connection."));
    connection()
        .then()
        .body("data.status", equalTo("refresh_failed"))
        .body("data.statusReason", equalTo("invalid_refresh_token"));
    token().then().statusCode(409);
  }

  @Test
  void manyCallersAskAProviderThatRefusesOnlyOnce() {
    // Given
    refreshAnswers("{\"ok\":false,\"error\":\"token_revoked\"}");
    create(refreshToken, Instant.now().minusSeconds(60));

    // When
    var statuses =
        IntStream.range(0, 20).parallel().mapToObj(i -> token().statusCode()).distinct().toList();

    // Then
    assertThat(statuses).isSubsetOf(409, 502);
    assertThat(refreshes()).isEqualTo(1);
  }

  @Test
  void anUnreachableProviderLeavesTheConnectionAsItIs() {
    // Given
    refreshAnswers("{\"ok\":false,\"error\":\"service_unavailable\"}");
    create(refreshToken, Instant.now().minusSeconds(60));

    // When
    var answer = token();

    // Then
    answer.then().statusCode(503).header("Retry-After", startsWith("5"));
    connection().then().body("data.status", equalTo("active"));
  }

  @Test
  void theSweepRenewsWhatEndsSoon() {
    // Given
    create(refreshToken, Instant.now().plus(Duration.ofMinutes(10)));

    // When
    sweep.sweep().await().atMost(PATIENCE);

    // Then
    assertThat(stored().tokens().accessToken()).isNotEqualTo("xoxe.xoxb-standin-former");
    assertThat(stored().tokens().expiresAt().orElseThrow())
        .isAfter(Instant.now().plus(Duration.ofHours(1)));
    assertThat(refreshes()).isEqualTo(1);
  }

  @Test
  void removalTakesTheGrantBack() {
    // Given
    create(refreshToken, Instant.now().plus(Duration.ofHours(1)));

    // When
    var answer =
        given().header("Authorization", API_KEY).delete("/v1/channel-connections/{id}", identifier);

    // Then
    answer.then().statusCode(204).header("Chat-Connect-Revocation", equalTo("revoked"));
  }

  @Test
  void aConnectionThatTheProviderAcceptsIsVerified() {
    // Given
    create(refreshToken, Instant.now().plus(Duration.ofHours(1)));

    // When
    var answer =
        given()
            .header("Authorization", API_KEY)
            .post("/v1/channel-connections/{id}/verify", identifier);

    // Then
    answer.then().statusCode(200).body("data.status", equalTo("active"));
  }

  private void create(String refresh, Instant expiresAt) {
    var body = new HashMap<String, Object>();
    body.put("identifier", identifier);
    body.put("integrationIdentifier", slackIntegration());
    body.put("subscriberId", "s-" + identifier);
    body.put("workspace", Map.of("id", "T9TK3CUKW"));
    body.put(
        "auth",
        Map.of(
            "accessToken",
            "xoxe.xoxb-standin-former",
            "refreshToken",
            refresh,
            "expiresAt",
            expiresAt.toString()));
    given()
        .header("Authorization", API_KEY)
        .contentType(ContentType.JSON)
        .body(body)
        .post("/v1/channel-connections")
        .then()
        .statusCode(201);
  }

  private Response token() {
    return given()
        .header("Authorization", API_KEY)
        .post("/v1/channel-connections/{id}/token", identifier);
  }

  private Response connection() {
    return given().header("Authorization", API_KEY).get("/v1/channel-connections/{id}", identifier);
  }

  private ChannelConnection stored() {
    var keys = new RedisKeys(environments.byApiKey("dev-secret-key").orElseThrow().id());
    return connections.find(keys, identifier).await().atMost(PATIENCE).orElseThrow();
  }

  private void refreshAnswers(String json) {
    wiremock.register(
        WireMock.post(WireMock.urlPathEqualTo("/api/oauth.v2.access"))
            .atPriority(1)
            .withFormParam("refresh_token", WireMock.equalTo(refreshToken))
            .willReturn(WireMock.okJson(json)));
  }

  private int refreshes() {
    return wiremock
        .find(
            WireMock.postRequestedFor(WireMock.urlPathEqualTo("/api/oauth.v2.access"))
                .withFormParam("refresh_token", WireMock.equalTo(refreshToken)))
        .size();
  }
}
