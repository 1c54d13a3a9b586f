package dev.chatconnect.process;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The service or its Redis goes away in the middle of a refresh. What can be kept is kept; a
 * refresh token that the provider spent for an answer which nobody got is told, not hidden.
 */
class InterruptedRefreshIT {

  @RegisterExtension
  static final Deployment DEPLOYMENT =
      Deployment.of(1)
          .with("chat-connect.tokens.sweep-every", "off")
          .with("chat-connect.redis.operation-timeout", "1s");

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int SLOW_MILLIS = 1_500;

  private final ServiceProcess service = DEPLOYMENT.replica(0);
  private final String unique = UUID.randomUUID().toString().replace("-", "");
  private final String oldRefreshToken = "old-" + unique;
  private final String newToken = "xoxe.xoxb-new-" + unique;

  @AfterEach
  void everythingIsUp() {
    if (!service.isAlive()) {
      service.start();
    }
  }

  @Test
  void killedWhileTheProviderThinksTheOldRefreshTokenIsUsedAgain() {
    // Given
    providerAcceptsTheOldTokenAgain();
    var connection = expired();
    askForToken(connection);
    awaitRefreshes(1);

    // When
    service.kill();
    service.start();

    // Then
    var answer = askForToken(connection).join();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(JsonPath.from(answer.body()).getString("data.accessToken")).isEqualTo(newToken);
    assertThat(refreshes()).isEqualTo(2);
  }

  @Test
  void aRefreshTokenThatWasSpentForALostAnswerIsToldAndTheConnectionCanBeMended() {
    // Given
    providerSpendsTheOldToken();
    var connection = expired();
    askForToken(connection);
    awaitRefreshes(1);
    DEPLOYMENT.redis().pause();
    await().atMost(PATIENCE).until(() -> service.log().contains("event=token_refreshed"));

    // When
    service.kill();
    DEPLOYMENT.redis().resume();
    service.start();

    // Then
    assertThat(askForToken(connection).join().statusCode()).isEqualTo(502);
    var shown = Api.send(Api.get(service, "/v1/channel-connections/" + connection)).body();
    assertThat(JsonPath.from(shown).getString("data.status")).isEqualTo("refresh_failed");
    assertThat(JsonPath.from(shown).getString("data.statusReason"))
        .isEqualTo("invalid_refresh_token");
    mend(connection);
    assertThat(askForToken(connection).join().statusCode()).isEqualTo(200);
  }

  @Test
  void anOrderlyStopWaitsUntilTheNewTokensAreKept() {
    // Given
    providerSpendsTheOldToken();
    var connection = expired();
    askForToken(connection);
    awaitRefreshes(1);

    // When
    service.terminate();
    service.start();

    // Then
    var answer = askForToken(connection).join();
    assertThat(JsonPath.from(answer.body()).getString("data.accessToken")).isEqualTo(newToken);
    assertThat(refreshes()).isEqualTo(1);
  }

  @Test
  void newTokensAreKeptOnceRedisIsBack() {
    // Given
    providerSpendsTheOldToken();
    var connection = expired();
    var asked = askForToken(connection);
    awaitRefreshes(1);

    // When
    DEPLOYMENT.redis().kill();
    await().pollDelay(Duration.ofSeconds(3)).until(() -> !asked.isDone());
    DEPLOYMENT.redis().start();

    // Then
    assertThat(asked.join().statusCode()).as(asked.join().body()).isEqualTo(200);
    var again = askForToken(connection).join();
    assertThat(JsonPath.from(again.body()).getString("data.accessToken")).isEqualTo(newToken);
    assertThat(refreshes()).isEqualTo(1);
  }

  private String expired() {
    return SlackConnections.expiring(service, oldRefreshToken, Instant.EPOCH);
  }

  private CompletableFuture<HttpResponse<String>> askForToken(String connection) {
    return Api.sendAsync(Api.post(service, "/v1/channel-connections/" + connection + "/token", ""));
  }

  private void mend(String connection) {
    var body =
        "{'workspace':{'id':'T9TK3CUKW'},'auth':{'accessToken':'xoxe.xoxb-again','refreshToken':'xoxe-again','expiresAt':'%s'}}"
            .formatted(Instant.now().plus(Duration.ofHours(12)));
    var request =
        Api.to(service, "/v1/channel-connections/" + connection)
            .header("Content-Type", "application/json")
            .method(
                "PATCH", java.net.http.HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
            .build();
    assertThat(Api.send(request).statusCode()).isEqualTo(200);
  }

  private void providerAcceptsTheOldTokenAgain() {
    DEPLOYMENT.providers().stubFor(refresh().willReturn(granted()));
  }

  private void providerSpendsTheOldToken() {
    DEPLOYMENT
        .providers()
        .stubFor(
            refresh()
                .inScenario(unique)
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("spent")
                .willReturn(granted()));
    DEPLOYMENT
        .providers()
        .stubFor(
            refresh()
                .inScenario(unique)
                .whenScenarioStateIs("spent")
                .willReturn(WireMock.okJson("{\"ok\":false,\"error\":\"invalid_refresh_token\"}")));
  }

  private com.github.tomakehurst.wiremock.client.MappingBuilder refresh() {
    return WireMock.post(WireMock.urlPathEqualTo("/api/oauth.v2.access"))
        .atPriority(1)
        .withFormParam("refresh_token", WireMock.equalTo(oldRefreshToken));
  }

  private ResponseDefinitionBuilder granted() {
    return WireMock.okJson(
            """
            {"ok":true,"access_token":"%s","expires_in":43200,"refresh_token":"xoxe-new-%s",
             "token_type":"bot","team":{"id":"T9TK3CUKW","name":"Slack Softball Team"}}
            """
                .formatted(newToken, unique))
        .withFixedDelay(SLOW_MILLIS);
  }

  private void awaitRefreshes(int count) {
    await().atMost(PATIENCE).until(() -> refreshes() == count);
  }

  private int refreshes() {
    return DEPLOYMENT
        .providers()
        .findAll(
            WireMock.postRequestedFor(WireMock.urlPathEqualTo("/api/oauth.v2.access"))
                .withFormParam("refresh_token", WireMock.equalTo(oldRefreshToken)))
        .size();
  }
}
