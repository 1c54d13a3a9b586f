package dev.chatconnect.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.environment.Tenants;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.redis.Transactions;
import io.quarkiverse.wiremock.devservice.ConnectWireMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.connect.Journeys.API_KEY;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
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

  @Inject ConnectionChanges changes;
  @Inject Transactions transactions;

  WireMock wiremock;

  private final String identifier = "renewal-" + UUID.randomUUID();
  private String stuckIntegration = "";
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
  void manyCallersAskAProviderThatIsAwayOnlyOnce() {
    // Given
    refreshAnswers("{\"ok\":false,\"error\":\"service_unavailable\"}");
    create(refreshToken, Instant.now().minusSeconds(60));

    // When
    var statuses =
        IntStream.range(0, 20).parallel().mapToObj(i -> token().statusCode()).distinct().toList();

    // Then
    assertThat(statuses).containsExactly(503);
    assertThat(refreshes()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"ok\":false,\"error\":\"bad_client_secret\"}", "{\"ok\":true}", "[]"})
  void whatSaysNothingOfTheGrantDoesNotEndIt(String answer) {
    // Given
    refreshAnswers(answer);
    create(refreshToken, Instant.now().minusSeconds(60));

    // When
    var refused = token();

    // Then
    refused.then().statusCode(502);
    connection().then().body("data.status", equalTo("active"));
  }

  @Test
  void aTokenThatIsStillGoodIsHandedOutWhileTheAppIsSetUpWrongly() {
    // Given
    refreshAnswers("{\"ok\":false,\"error\":\"bad_client_secret\"}");
    create(refreshToken, Instant.now().plus(Duration.ofMinutes(3)));

    // When
    var answer = token();

    // Then
    answer.then().statusCode(200).body("data.accessToken", equalTo("xoxe.xoxb-standin-former"));
  }

  @Test
  void tokensThatCameForAConnectionWhichWasDeletedMeanwhileAreTakenBack() {
    // Given
    var late = "xoxe.xoxb-late-" + UUID.randomUUID();
    wiremock.register(
        refresh()
            .willReturn(
                WireMock.okJson(
                        "{\"ok\":true,\"access_token\":\"%s\",\"expires_in\":43200,\"refresh_token\":\"r\",\"token_type\":\"bot\"}"
                            .formatted(late))
                    .withFixedDelay(1_000)));
    create(refreshToken, Instant.now().minusSeconds(60));
    var asked = CompletableFuture.supplyAsync(this::token);
    await().until(() -> refreshes() == 1);

    // When
    given().header("Authorization", API_KEY).delete("/v1/channel-connections/{id}", identifier);

    // Then
    asked.join().then().statusCode(404);
    assertThat(
            wiremock.find(
                WireMock.postRequestedFor(WireMock.urlPathEqualTo("/api/auth.revoke"))
                    .withHeader("Authorization", WireMock.equalTo("Bearer " + late))))
        .hasSize(1);
  }

  @Test
  void aConnectionThatWasConnectedAnewDuringARefreshKeepsItsNewTokens() {
    // Given
    refreshAnswersSlowly();
    create(refreshToken, Instant.now().minusSeconds(60));
    var asked = CompletableFuture.supplyAsync(this::token);
    await().until(() -> refreshes() == 1);

    // When
    connectAnew();

    // Then
    asked.join().then().statusCode(200).body("data.accessToken", equalTo("xoxe.xoxb-anew"));
    assertThat(stored().tokens().accessToken()).isEqualTo("xoxe.xoxb-anew");
  }

  @Test
  void anotherEndThatIsSetDuringARefreshDoesNotThrowItsTokensAway() {
    // Given
    refreshAnswersSlowly();
    create(refreshToken, Instant.now().minusSeconds(60));
    var asked = CompletableFuture.supplyAsync(this::token);
    await().until(() -> refreshes() == 1);

    // When
    patchAuth("xoxe.xoxb-standin-former", refreshToken, Instant.now().plusSeconds(60));

    // Then
    asked.join().then().statusCode(200).body("data.accessToken", equalTo("xoxe.xoxb-late"));
    assertThat(stored().tokens().refreshToken()).contains("late");
  }

  @Test
  void aConnectionThatWasRevokedDuringARefreshStaysRevoked() {
    // Given
    refreshAnswersSlowly();
    create(refreshToken, Instant.now().minusSeconds(60));
    var asked = CompletableFuture.supplyAsync(this::token);
    await().until(() -> refreshes() == 1);

    // When
    revoke();

    // Then
    asked.join().then().statusCode(409);
    assertThat(stored().status()).isEqualTo(ConnectionStatus.REVOKED);
  }

  @Test
  void connectionsThatCannotBeRenewedDoNotKeepTheOthersFromTheirTurn() {
    // Given
    var stuck = new ArrayList<String>();
    for (var i = 0; i < 101; i++) {
      stuck.add(createStuck(Instant.now().minus(Duration.ofDays(1)).plusSeconds(i)));
    }
    create(refreshToken, Instant.now().plus(Duration.ofMinutes(10)));

    // When
    sweep.sweep().await().atMost(PATIENCE);

    // Then
    assertThat(refreshes()).isEqualTo(1);
    stuck.forEach(
        id -> given().header("Authorization", API_KEY).delete("/v1/channel-connections/{id}", id));
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
    create(identifier, slackIntegration(), refresh, expiresAt);
  }

  /** A connection that its provider gives no new token for now. */
  private String createStuck(Instant expiresAt) {
    var stuck = "stuck-" + UUID.randomUUID();
    if (stuckIntegration.isEmpty()) {
      stuckIntegration = slackIntegration();
    }
    create(stuck, stuckIntegration, "ratelimited", expiresAt);
    return stuck;
  }

  private void create(String name, String integration, String refresh, Instant expiresAt) {
    var body = new HashMap<String, Object>();
    body.put("identifier", name);
    body.put("integrationIdentifier", integration);
    body.put("subscriberId", "s-" + name);
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

  private void connectAnew() {
    patchAuth("xoxe.xoxb-anew", "anew", Instant.now().plus(Duration.ofHours(1)));
  }

  private void patchAuth(String accessToken, String refresh, Instant expiresAt) {
    given()
        .header("Authorization", API_KEY)
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "workspace",
                Map.of("id", "T9TK3CUKW"),
                "auth",
                Map.of(
                    "accessToken",
                    accessToken,
                    "refreshToken",
                    refresh,
                    "expiresAt",
                    expiresAt.toString())))
        .patch("/v1/channel-connections/{id}", identifier)
        .then()
        .statusCode(200);
  }

  /** As an event of the provider does it. */
  private void revoke() {
    var keys = new RedisKeys(Tenants.withKey(environments, "dev-secret-key").id());
    transactions
        .write(
            keys,
            () ->
                changes
                    .planUpdate(
                        keys,
                        identifier,
                        current ->
                            current.withStatus(
                                ConnectionStatus.REVOKED, "app_uninstalled", Instant.now()))
                    .map(Optional::orElseThrow))
        .await()
        .atMost(PATIENCE);
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
    var keys = new RedisKeys(Tenants.withKey(environments, "dev-secret-key").id());
    return connections.find(keys, identifier).await().atMost(PATIENCE).orElseThrow();
  }

  private void refreshAnswers(String json) {
    wiremock.register(refresh().willReturn(WireMock.okJson(json)));
  }

  private void refreshAnswersSlowly() {
    wiremock.register(
        refresh()
            .willReturn(
                WireMock.okJson(
                        "{\"ok\":true,\"access_token\":\"xoxe.xoxb-late\",\"expires_in\":43200,\"refresh_token\":\"late\",\"token_type\":\"bot\"}")
                    .withFixedDelay(1_000)));
  }

  private MappingBuilder refresh() {
    return WireMock.post(WireMock.urlPathEqualTo("/api/oauth.v2.access"))
        .atPriority(1)
        .withFormParam("refresh_token", WireMock.equalTo(refreshToken));
  }

  private int refreshes() {
    return wiremock
        .find(
            WireMock.postRequestedFor(WireMock.urlPathEqualTo("/api/oauth.v2.access"))
                .withFormParam("refresh_token", WireMock.equalTo(refreshToken)))
        .size();
  }
}
