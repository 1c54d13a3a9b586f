package dev.chatconnect.connection;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.environment.Tenants;
import dev.chatconnect.inbox.Subscribers;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.sortedset.ScoredValue;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.ENDPOINTS;
import static dev.chatconnect.ApiCalls.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;

/** Redis fails between the removal of a connection and that of its endpoints. */
@QuarkusTest
class BrokenRemovalTest {

  @Inject Environments environments;
  @Inject RedisDataSource redis;

  private final String connection = "connection-" + UUID.randomUUID();
  private final String token = "xoxb-standin-" + UUID.randomUUID().toString().replace("-", "");
  private String index;
  private List<ScoredValue<String>> kept;

  @BeforeEach
  void connect() {
    var slack =
        ApiCalls.integration("slack", "chat", "{'clientId':'1.2','secretKey':'secret'}")
            .identifier();
    create(
        CONNECTIONS,
        "{'identifier':'%s','integrationIdentifier':'%s','subscriberId':'%s','workspace':{'id':'T1'},'auth':{'accessToken':'%s'}}"
            .formatted(connection, slack, connection, token));
    for (var user : List.of("U1", "U2")) {
      create(
          ENDPOINTS,
          "{'integrationIdentifier':'%s','subscriberId':'%s','connectionIdentifier':'%s','type':'slack_user','endpoint':{'userId':'%s'}}"
              .formatted(slack, connection, connection, user));
    }
    var environment = Tenants.withKey(environments, "dev-secret-key");
    index = new RedisKeys(environment.id()).index("endpoint", "connection", connection);
    kept = redis.sortedSet(String.class).zrangeWithScores(index, 0, -1);
    assertThat(kept).hasSize(2);
    redis.key().del(index);
    redis.value(String.class).set(index, "no sorted set");
  }

  @AfterEach
  void leaveNothing() {
    mend();
    ApiCalls.delete(CONNECTIONS, connection);
  }

  @Test
  void theGrantIsTakenBackAndTheFailureTold() {
    // When
    var answer = ApiCalls.delete(CONNECTIONS, connection);

    // Then
    answer.then().statusCode(503);
    TakenBack.require(connection, token);
  }

  @Test
  void aSecondRemovalTakesTheEndpointsThatWereLeft() {
    // Given
    ApiCalls.delete(CONNECTIONS, connection).then().statusCode(503);
    ApiCalls.list(ENDPOINTS, Map.of("subscriberId", connection)).then().body("data", hasSize(2));
    mend();

    // When
    var answer = ApiCalls.delete(CONNECTIONS, connection);

    // Then
    answer.then().statusCode(404);
    ApiCalls.list(ENDPOINTS, Map.of("subscriberId", connection)).then().body("data", hasSize(0));
  }

  @Test
  void aBrowserTakesNothingThatWasLeft() {
    // Given
    ApiCalls.delete(CONNECTIONS, connection).then().statusCode(503);
    mend();

    // When
    var answer =
        Subscribers.browser(Subscribers.token(connection))
            .delete(Subscribers.CONNECTIONS + "/" + connection);

    // Then
    answer.then().statusCode(404);
    ApiCalls.list(ENDPOINTS, Map.of("subscriberId", connection)).then().body("data", hasSize(2));
  }

  private void mend() {
    redis.key().del(index);
    kept.forEach(one -> redis.sortedSet(String.class).zadd(index, one.score(), one.value()));
  }

  private static void create(String path, String json) {
    ApiCalls.post(path, body(json)).then().statusCode(201);
  }
}
