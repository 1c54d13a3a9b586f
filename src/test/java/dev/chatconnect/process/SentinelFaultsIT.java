package dev.chatconnect.process;

import java.time.Duration;
import java.util.Map;

import dev.chatconnect.TrialLength;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Sentinels fail over from a primary that dies while the replicas lag, or that hangs and comes
 * back. One confirmation is enough for a primary that is gone. One that comes back takes writes
 * until the Sentinels make it a replica, and a replica that still follows it confirms them: nothing
 * is lost only when every replica has to confirm, the promoted one too.
 */
class SentinelFaultsIT {

  private static final int REPLICAS = 2;
  private static final int CALLERS = 8;
  private static final int ROUNDS = TrialLength.of(1, 3);
  private static final Duration STALLED = Duration.ofMillis(300);
  private static final Duration SOON = Duration.ofMillis(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static RedisSentinels redis;

  @RegisterExtension
  static final Deployment DEPLOYMENT =
      Deployment.on(folder -> redis = new RedisSentinels(folder, 1_000), 1)
          .with("chat-connect.redis.wait-replicas", "1")
          .with("chat-connect.redis.wait-timeout", "300ms")
          .with("chat-connect.tokens.sweep-every", "off");

  private ConnectionLoad load;

  @AfterEach
  void end() {
    load.close();
  }

  @Test
  void nothingAcknowledgedIsLostWhenThePrimaryDies() {
    // Given
    var service = DEPLOYMENT.replica(0);
    begin(service);
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
      slowest = slower(slowest, Recovery.awaitReady(service, load));
      before.start();
      awaitReplicas();
    }
    load.close();

    // Then
    requireNothingLost(service, "sentinel: primary killed " + ROUNDS + " times", slowest);
  }

  @Test
  void nothingThatAllReplicasConfirmedIsLostWhenThePrimaryHangsAndComesBack() {
    // Given
    var service =
        DEPLOYMENT.another(
            "demanding", Map.of("chat-connect.redis.wait-replicas", Integer.toString(REPLICAS)));
    service.start();
    begin(service);
    var slowest = Duration.ZERO;

    // When
    for (var i = 0; i < ROUNDS; i++) {
      var before = redis.primary();
      // One that the Sentinels cannot reach goes on to follow the old primary, and confirms to it.
      var follower = redis.replicas().get(0);
      before.pause();
      follower.pause();
      await().pollInterval(SOON).atMost(PATIENCE).until(() -> redis.isReplaced(before));
      before.resume();
      follower.resume();
      awaitNewPrimary(before);
      // No write may be confirmed before.
      awaitReplicas();
      slowest = slower(slowest, Recovery.awaitReady(service, load));
      Recovery.awaitMore(load, 50);
    }
    load.close();

    // Then
    var fault = "sentinel: primary and replica paused, replaced " + ROUNDS + " times";
    requireNothingLost(service, fault, slowest);
    service.stop();
  }

  private void begin(ServiceProcess service) {
    load = ConnectionLoad.on(service, CALLERS);
    Recovery.awaitMore(load, 50);
  }

  private static void awaitNewPrimary(RedisProcess before) {
    await().atMost(PATIENCE).until(() -> redis.primary() != before && isPrimary(redis.primary()));
  }

  private static boolean isPrimary(RedisProcess server) {
    return server.commands().info("role").equals("master");
  }

  private static void awaitReplicas() {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                redis
                    .primary()
                    .commands()
                    .info("connected_slaves")
                    .equals(Integer.toString(REPLICAS)));
  }

  private static Duration slower(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private void requireNothingLost(ServiceProcess service, String fault, Duration ready) {
    var lost = load.lost(service);
    Recovery.tell(fault, load, ready, lost.size());
    assertThat(lost).isEmpty();
    Recovery.requireAnswered(load);
    assertThat(ready).isLessThan(Recovery.READY_WITHIN);
  }
}
