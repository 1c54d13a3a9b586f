package dev.chatconnect.connection;

import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.environment.Tenants;
import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.ENDPOINTS;
import static dev.chatconnect.ApiCalls.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;

/** Redis takes every write, and no replica confirms one. */
@QuarkusTest
@TestProfile(UnconfirmedRemovalTest.NoReplica.class)
class UnconfirmedRemovalTest {

  /** More than the service removes at once. */
  private static final int MANY = 101;

  /** Waits for a replica where there is none. */
  public static class NoReplica implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "chat-connect.redis.wait-replicas", "1", "chat-connect.redis.wait-timeout", "1ms");
    }
  }

  @Inject Environments environments;
  @Inject RedisGateway redis;

  private final String connection = "connection-" + UUID.randomUUID();
  private final String slack = "slack-" + UUID.randomUUID();
  private final String token = "xoxb-standin-" + UUID.randomUUID().toString().replace("-", "");

  @Test
  void whatDependsOnAConnectionGoesWithItAndTheDoubtIsTold() {
    // Given
    connect();
    // Each waits for its replica, all at the same time.
    ApiCalls.postAtOnce(
        ENDPOINTS,
        MANY,
        user ->
            body(
                "{'integrationIdentifier':'%s','subscriberId':'%s','connectionIdentifier':'%s','type':'slack_user','endpoint':{'userId':'U%d'}}"
                    .formatted(slack, connection, connection, user)));
    assertThat(endpoints()).isEqualTo(MANY);

    // When
    var answer = ApiCalls.delete(CONNECTIONS, connection);

    // Then
    answer.then().statusCode(503).body("message", startsWith("The write could not be confirmed"));
    ApiCalls.get(CONNECTIONS, connection).then().statusCode(404);
    assertThat(endpoints()).isZero();
    TakenBack.require(connection, token);
  }

  @Test
  void aConditionThatDoesNotHoldLeavesNothingToConfirm() {
    // Given
    var keys = new RedisKeys(Tenants.withKey(environments, "dev-secret-key").id());
    var commit = new Commit(keys).expectEquals("broken", keys.record("thing", token), "there");

    // When
    var broken = redis.commit(commit).await().indefinitely();

    // Then
    assertThat(broken).contains("broken");
  }

  private void connect() {
    create(
        "/v1/integrations",
        "{'active':true,'providerId':'slack','channel':'chat','identifier':'%s','credentials':{'clientId':'1.2','secretKey':'secret'}}"
            .formatted(slack));
    create(
        CONNECTIONS,
        "{'identifier':'%s','integrationIdentifier':'%s','subscriberId':'%s','workspace':{'id':'T1'},'auth':{'accessToken':'%s'}}"
            .formatted(connection, slack, connection, token));
  }

  private int endpoints() {
    return ApiCalls.list(ENDPOINTS, Map.of("subscriberId", connection))
        .then()
        .extract()
        .path("totalCount");
  }

  private static void create(String path, String json) {
    ApiCalls.post(path, body(json)).then().statusCode(503);
  }
}
