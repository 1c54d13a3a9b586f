package dev.chatconnect.connect;

import java.time.Duration;
import java.util.Map;

import jakarta.inject.Inject;

import dev.chatconnect.crypto.Digests;
import dev.chatconnect.provider.slack.StandIn;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static dev.chatconnect.connect.Journeys.withoutReference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@TestProfile(ExpiredStateTest.OwnLife.class)
class ExpiredStateTest {

  private static final Duration LIFE = Duration.ofMinutes(2);
  private static final Duration AS_LONG_AS_A_TEST_TAKES = Duration.ofMinutes(1);

  @Inject RedisDataSource redis;

  /** States that do not live as long as they do by default. */
  public static class OwnLife implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("chat-connect.oauth.state-ttl", LIFE.toString());
    }
  }

  @Test
  void anExpiredStateLooksLikeAnUnknownOne() {
    // Given
    var code = code("variant-a", unique("T"), unique("U"));
    var state = state(Journeys.of(slackIntegration(), unique("subscriber-")));
    var key = "cc:state:" + Digests.sha256Hex(state);
    assertThat(Duration.ofSeconds(redis.key().ttl(key)))
        .isBetween(LIFE.minus(AS_LONG_AS_A_TEST_TAKES), LIFE);
    redis.key().pexpire(key, 1);
    await().until(() -> !redis.key().exists(key));

    // When
    var answer = callback(state, code);

    // Then
    var unknown = callback("A".repeat(43), code);
    answer.then().statusCode(400);
    assertThat(withoutReference(answer.asString())).isEqualTo(withoutReference(unknown.asString()));
    assertThat(StandIn.exchangesOf(code)).isEmpty();
  }
}
