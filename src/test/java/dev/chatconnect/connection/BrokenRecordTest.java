package dev.chatconnect.connection;

import java.util.Map;

import jakarta.inject.Inject;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.LogCapture;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.environment.Tenants;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.ENDPOINTS;
import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.connect.Journeys.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

/** A record that is not what this version can read keeps no other from being listed. */
@QuarkusTest
class BrokenRecordTest {

  private static final String KEY = "dev-secret-key";

  @Inject RedisDataSource redis;
  @Inject Environments environments;

  private final String subscriber = unique("subscriber-");
  private final String broken = unique("broken-");
  private final String whole = unique("whole-");

  @BeforeEach
  void makeTwoOfEach() {
    var integration = ApiCalls.integration("slack").identifier();
    make(integration, whole, "a");
    make(integration, broken, "b");
  }

  /** Other tests read everything that is there. */
  @AfterEach
  void remove() {
    redis.key().del(key("connection"), key("endpoint"));
  }

  @ParameterizedTest
  @CsvSource({
    "connection, {",
    "connection, {}",
    "connection, '{\"status\":\"of-a-later-version\"}'",
    "endpoint, {",
    "endpoint, {}"
  })
  void aListLeavesItOutAndTheLogNamesItOnce(String kind, String record) {
    // Given
    redis.value(String.class).set(key(kind), record);
    var route = kind.equals("connection") ? CONNECTIONS : ENDPOINTS;
    try (var log = LogCapture.start()) {

      // When
      var answer = ApiCalls.list(route, Map.of("subscriberId", subscriber));
      ApiCalls.list(route, Map.of("subscriberId", subscriber)).then().statusCode(200);

      // Then
      answer.then().statusCode(200).body("data.identifier", contains(whole));
      assertThat(String.join("\n", log.lines()))
          .containsOnlyOnce("event=" + kind + "_unreadable")
          .contains(kind + "=\"" + broken + "\"");
    }
  }

  @Test
  void theRemovalOfItsConnectionSaysThatAnEndpointStayed() {
    // Given
    redis.value(String.class).set(key("endpoint"), "{}");

    // When
    var answer = ApiCalls.delete(CONNECTIONS, broken);

    // Then
    answer.then().statusCode(500);
    assertThat(redis.key().exists(key("endpoint"))).isTrue();
  }

  private String key(String kind) {
    return new RedisKeys(Tenants.withKey(environments, KEY).id()).record(kind, broken);
  }

  private void make(String integration, String identifier, String tenant) {
    ApiCalls.post(
            CONNECTIONS,
            body(
                "{'identifier':'%s','integrationIdentifier':'%s','subscriberId':'%s','workspace':{'id':'T1'},'auth':{'accessToken':'xoxb-1'},'context':{'tenant':'%s'}}"
                    .formatted(identifier, integration, subscriber, tenant)))
        .then()
        .statusCode(201);
    ApiCalls.post(
            ENDPOINTS,
            body(
                "{'identifier':'%s','integrationIdentifier':'%s','subscriberId':'%s','connectionIdentifier':'%1$s','type':'slack_channel','endpoint':{'channelId':'C-%s'}}"
                    .formatted(identifier, integration, subscriber, tenant)))
        .then()
        .statusCode(201);
  }
}
