package dev.chatconnect.connection;

import java.util.UUID;

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

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static org.assertj.core.api.Assertions.assertThat;

/** What is told of a grant that could not be taken back for a reason of the service's own. */
@QuarkusTest
class FailedRevocationTest {

  @Inject Environments environments;
  @Inject RedisDataSource redis;

  private final String connection = "connection-" + UUID.randomUUID();
  private String record;
  private String kept;

  @BeforeEach
  void connect() {
    var slack = ApiCalls.integration("slack", "chat", "{'clientId':'1.2','secretKey':'secret'}");
    ApiCalls.post(
            CONNECTIONS,
            ApiCalls.body(
                "{'identifier':'%s','integrationIdentifier':'%s','subscriberId':'%s','workspace':{'id':'T1'},'auth':{'accessToken':'xoxb-standin-x1'}}"
                    .formatted(connection, slack.identifier(), connection)))
        .then()
        .statusCode(201);
    var environment = Tenants.withKey(environments, "dev-secret-key");
    record = new RedisKeys(environment.id()).record("integration", slack.id());
    kept = redis.value(String.class).get(record);
  }

  @AfterEach
  void restore() {
    redis.value(String.class).set(record, kept);
  }

  @Test
  void anIntegrationThatCannotBeReadIsInTheLog() {
    // Given
    redis.value(String.class).set(record, "{\"id\":{}}");
    try (var log = LogCapture.start()) {

      // When
      var answer = ApiCalls.delete(CONNECTIONS, connection);

      // Then
      answer.then().statusCode(204).header("Chat-Connect-Revocation", "failed");
      assertThat(log.lines())
          .anyMatch(
              line ->
                  line.contains(
                      "event=grant_revocation_failed provider=slack cause=UnreadableRecordException"));
    }
  }
}
