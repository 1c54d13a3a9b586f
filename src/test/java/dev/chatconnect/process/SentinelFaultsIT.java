package dev.chatconnect.process;

import java.time.Duration;

import dev.chatconnect.TrialLength;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Sentinels fail over from a primary that dies or hangs while the replicas lag. */
class SentinelFaultsIT {

  private static final int CALLERS = 8;
  private static final int ROUNDS = TrialLength.of(1, 3);
  private static final Duration STALLED = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static RedisSentinels redis;

  @RegisterExtension
  static final Deployment DEPLOYMENT =
      Deployment.on(folder -> redis = new RedisSentinels(folder, 1_000), 1)
          .with("chat-connect.redis.wait-replicas", "1")
          .with("chat-connect.redis.wait-timeout", "300ms")
          .with("chat-connect.tokens.sweep-every", "off");

  private final ServiceProcess service = DEPLOYMENT.replica(0);
  private ConnectionLoad load;

  @BeforeEach
  void begin() {
    load = ConnectionLoad.on(service, CALLERS);
    Recovery.awaitMore(load, 50);
  }

  @AfterEach
  void end() {
    load.close();
  }

  @Test
  void nothingAcknowledgedIsLostWhenThePrimaryDies() {
    // Given
    var slowest = Duration.ZERO;

    // When
    for (var i = 0; i < ROUNDS; i++) {
      var before = redis.primary();
      var replicas = redis.replicas();
      replicas.forEach(RedisProcess::pause);
      await().pollDelay(STALLED).until(() -> true);
      before.kill();
      replicas.forEach(RedisProcess::resume);
      awaitNewPrimary(before);
      var ready = Recovery.awaitReady(service, load);
      slowest = slowest.compareTo(ready) > 0 ? slowest : ready;
      before.start();
      awaitReplicas(2);
    }
    load.close();

    // Then
    requireNothingLost("sentinel: primary killed " + ROUNDS + " times", slowest);
  }

  @Test
  void nothingAcknowledgedIsLostWhenThePrimaryHangsAndComesBack() {
    // Given
    var before = redis.primary();
    before.pause();
    awaitNewPrimary(before);

    // When
    before.resume();

    // Then
    var ready = Recovery.awaitReady(service, load);
    awaitReplicas(2);
    load.close();
    requireNothingLost("sentinel: primary paused until replaced", ready);
  }

  private static void awaitNewPrimary(RedisProcess before) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                redis.primary() != before
                    && redis.primary().commands().info("role").equals("master"));
  }

  private static void awaitReplicas(int count) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                redis
                    .primary()
                    .commands()
                    .info("connected_slaves")
                    .equals(Integer.toString(count)));
  }

  private void requireNothingLost(String fault, Duration ready) {
    var lost = load.lost(service);
    Recovery.tell(fault, load, ready, lost.size());
    assertThat(lost).isEmpty();
    Recovery.requireAnswered(load);
    assertThat(ready).isLessThan(Recovery.READY_WITHIN);
  }
}
