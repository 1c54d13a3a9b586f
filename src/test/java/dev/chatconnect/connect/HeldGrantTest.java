package dev.chatconnect.connect;

import java.util.Map;
import java.util.stream.StreamSupport;

import jakarta.inject.Inject;

import dev.chatconnect.crypto.Digests;
import dev.chatconnect.provider.slack.StandIn;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.keys.KeyScanArgs;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static dev.chatconnect.connect.Verifications.confirm;
import static dev.chatconnect.connect.Verifications.flowId;
import static dev.chatconnect.connect.WithVerifier.VERIFIER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A held grant in Redis. */
@QuarkusTest
@TestProfile(WithVerifier.class)
class HeldGrantTest {

  @Inject RedisDataSource redis;

  private final String subscriber = unique("subscriber-");
  private final String code = code("variant-a", unique("T"), unique("U"));
  private String integration;

  @BeforeEach
  void demandVerification() {
    integration = slackIntegration(Map.of("verifierUrl", VERIFIER, "usePkce", true));
  }

  @Test
  void isEncryptedUnderTheHashOfItsFlowId() {
    // When
    var flowId = hold();

    // Then
    var kept = redis.value(String.class).get(key(flowId));
    assertThat(kept).startsWith("v1.").doesNotContain(code).doesNotContain(subscriber);
    assertThat(keys()).noneMatch(key -> key.contains(flowId));
  }

  @Test
  void livesForFiveMinutesAtMost() {
    // When
    var flowId = hold();

    // Then
    assertThat(redis.key().ttl(key(flowId))).isBetween(200L, 300L);
  }

  @Test
  void isGoneWhenItsTimeIsOver() {
    // Given
    var flowId = hold();
    redis.key().pexpire(key(flowId), 1);
    await().until(() -> !redis.key().exists(key(flowId)));

    // When
    var answer = confirm(flowId, subscriber);

    // Then
    answer.then().statusCode(404);
    assertThat(StandIn.exchangesOf(code)).isEmpty();
  }

  @Test
  void isRefusedUnderAnotherFlowId() {
    // Given
    var flowId = hold();
    var other = hold();
    var values = redis.value(String.class);
    values.set(key(other), values.get(key(flowId)));

    // When
    var answer = confirm(other, subscriber);

    // Then
    answer.then().statusCode(404);
    assertThat(StandIn.exchangesOf(code)).isEmpty();
    confirm(flowId, subscriber).then().statusCode(200);
  }

  @Test
  void leavesNoKeyWhenItWasConfirmed() {
    // Given
    var flowId = hold();

    // When
    confirm(flowId, subscriber).then().statusCode(200);

    // Then
    assertThat(keys()).doesNotContain(key(flowId));
  }

  private String hold() {
    return flowId(callback(state(Journeys.of(integration, subscriber)), code));
  }

  private Iterable<String> keys() {
    return () ->
        StreamSupport.stream(
                redis
                    .key()
                    .scan(new KeyScanArgs().match("cc:grant:*").count(1_000))
                    .toIterable()
                    .spliterator(),
                false)
            .iterator();
  }

  /** Of the test environment, whose id is derived from its name. */
  private static String key(String flowId) {
    var environment = Digests.sha256Hex("environment:default").substring(0, 24);
    return "cc:grant:" + environment + ':' + Digests.sha256Hex(flowId);
  }
}
