package dev.chatconnect.notice;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

import jakarta.inject.Inject;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.LogCapture;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.environment.Tenants;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.connect.Journeys.unique;
import static dev.chatconnect.notice.Deliveries.SLACK;
import static dev.chatconnect.notice.Deliveries.slackHeaders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** A record that nobody can read keeps no event from having its effect on the others. */
@QuarkusTest
class UnreadableRecordsTest {

  private static final UnaryOperator<String> LOSE_KEY =
      raw -> raw.replaceAll("\"v1\\.[^.]+\\.", "\"v1.lost.");

  private final String secret = unique("signing");
  private final String team = unique("T");

  @Inject RedisDataSource redis;
  @Inject Environments environments;

  /** Records as they were: other tests read everything that is there. */
  private final Map<String, String> former = new HashMap<>();

  @AfterEach
  void mend() {
    former.forEach((key, raw) -> redis.value(String.class).set(key, raw));
  }

  @Test
  void anIntegrationUnderALostKeyKeepsNoOtherFromItsEvents() {
    // Given
    var lost = integration(unique("lost"));
    var connection = connection(integration(secret));
    spoil("integration", lost.id(), LOSE_KEY);

    // When
    Response answer;
    String log;
    try (var capture = LogCapture.start()) {
      answer = send(uninstalled());
      send(uninstalled());
      log = String.join("\n", capture.lines());
    }

    // Then
    answer.then().statusCode(200);
    assertRevoked(connection);
    assertThat(log)
        .containsOnlyOnce("event=integration_unreadable")
        .contains("integration=\"" + lost.id() + "\"")
        .doesNotContain("v1.lost")
        .doesNotContain(secret);
  }

  @Test
  void aConnectionWhoseTokensNobodyCanReadIsRevokedLikeTheOthers() {
    // Given
    var integration = integration(secret);
    var lost = connection(integration);
    var whole = connection(integration);
    spoil("connection", lost, LOSE_KEY);

    // When
    var answer = send(uninstalled());

    // Then
    answer.then().statusCode(200);
    assertRevoked(lost);
    assertRevoked(whole);
  }

  @Test
  void anEventThatFailsForOneIntegrationHasItsEffectOnTheNext() {
    // Given
    var broken = connection(integration(secret));
    var whole = connection(integration(secret));
    spoil("connection", broken, raw -> "{");

    // When
    var answer = send(uninstalled());

    // Then
    answer.then().statusCode(500);
    assertRevoked(whole);
  }

  @Test
  void aRecordThatIsBrokenKeepsNoOtherOfItsPageFromTheEvent() {
    // Given
    var integration = integration(secret);
    var first = connection(integration);
    var broken = connection(integration);
    var last = connection(integration);
    spoil("connection", broken, raw -> "{");

    // When
    var answer = send(uninstalled());

    // Then
    answer.then().statusCode(500);
    assertRevoked(first);
    assertRevoked(last);
  }

  private ApiCalls.Made integration(String signingSecret) {
    return ApiCalls.integration(
        "slack",
        "chat",
        "{'clientId':'1111.2222','secretKey':'app-secret','signingSecret':'%s'}"
            .formatted(signingSecret));
  }

  private String connection(ApiCalls.Made integration) {
    return ApiCalls.post(
            CONNECTIONS,
            ApiCalls.body(
                "{'integrationIdentifier':'%s','subscriberId':'%s','workspace':{'id':'%s'},'auth':{'accessToken':'xoxb-1'}}"
                    .formatted(integration.identifier(), unique("subscriber-"), team)))
        .then()
        .statusCode(201)
        .extract()
        .path("data.identifier");
  }

  private void spoil(String kind, String id, UnaryOperator<String> change) {
    var key = new RedisKeys(Tenants.withKey(environments, "dev-secret-key").id()).record(kind, id);
    var raw = redis.value(String.class).get(key);
    var spoilt = change.apply(raw);
    assertThat(spoilt).isNotEqualTo(raw);
    former.put(key, raw);
    redis.value(String.class).set(key, spoilt);
  }

  private static void assertRevoked(String connection) {
    ApiCalls.get(CONNECTIONS, connection).then().body("data.status", equalTo("revoked"));
  }

  private String uninstalled() {
    return """
        {"team_id":"%s","api_app_id":"A1","event":{"type":"app_uninstalled"},
         "type":"event_callback","event_id":"Ev%s","event_time":%d}"""
        .formatted(team, UUID.randomUUID(), Instant.now().getEpochSecond());
  }

  private Response send(String body) {
    return Deliveries.send(SLACK, slackHeaders(secret, Instant.now(), body), body);
  }
}
