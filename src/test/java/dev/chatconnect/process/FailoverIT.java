package dev.chatconnect.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.chatconnect.TrialLength;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The primary dies, hangs or is demoted, and an operator promotes the replica. With {@code
 * wait-replicas=1} nothing was acknowledged that only the primary had.
 */
class FailoverIT {

  private static final int CALLERS = 8;
  private static final int ROUNDS = TrialLength.of(1, 5);
  private static final Duration STALLED = Duration.ofMillis(400);

  private static ByHand redis;

  @RegisterExtension
  static final Deployment DEPLOYMENT =
      Deployment.on(folder -> redis = new ByHand(folder), 1)
          .with("chat-connect.redis.wait-replicas", "1")
          .with("chat-connect.redis.wait-timeout", "300ms")
          .with("chat-connect.tokens.sweep-every", "off");

  private final ServiceProcess service = DEPLOYMENT.replica(0);

  @AfterAll
  static void everybodyIsAwake() {
    redis.stop();
  }

  @Test
  void nothingAcknowledgedIsLostWhenThePrimaryDiesBeforeALaggingReplica() {
    // Given
    var load = ConnectionLoad.on(service, CALLERS);
    var slowest = Duration.ZERO;

    // When
    for (var i = 0; i < ROUNDS; i++) {
      Recovery.awaitMore(load, 50);
      redis.stallReplica(STALLED);
      redis.primary().kill();
      redis.failOver();
      var ready = Recovery.awaitReady(service, load);
      slowest = slowest.compareTo(ready) > 0 ? slowest : ready;
    }
    load.close();

    // Then
    requireNothingLost("primary killed " + ROUNDS + " times, replica stalled", load, slowest);
  }

  @Test
  void connectionsToAPrimaryThatHangsAreGivenUp() {
    // Given
    var load = ConnectionLoad.on(service, CALLERS);
    Recovery.awaitMore(load, 50);
    redis.primary().pause();
    redis.stallReplica(STALLED);

    // When
    redis.failOver();

    // Then
    var ready = Recovery.awaitReady(service, load);
    load.close();
    requireNothingLost("primary paused for good, replica promoted", load, ready);
  }

  @Test
  void connectionsToAPrimaryThatFollowsTheNewOneAreGivenUp() {
    // Given
    var load = ConnectionLoad.on(service, CALLERS);
    Recovery.awaitMore(load, 50);
    var former = redis.primary();
    redis.failOver();

    // When
    RedisSentinels.follow(former, redis.primary());

    // Then
    var ready = Recovery.awaitReady(service, load);
    load.close();
    requireNothingLost("replica promoted, primary follows it", load, ready);
  }

  private void requireNothingLost(String fault, ConnectionLoad load, Duration ready) {
    var lost = load.lost(service);
    Recovery.tell(fault, load, ready, lost.size());
    assertThat(lost).isEmpty();
    Recovery.requireAnswered(load);
    assertThat(ready).isLessThan(Recovery.READY_WITHIN);
  }

  /** A primary and a replica behind one address, which moves when the operator says so. */
  private static final class ByHand implements RedisTopology {

    private final Path folder;
    private final List<RedisProcess> all = new ArrayList<>();
    private final ToxicProxy proxy;

    ByHand(Path folder) {
      this.folder = folder;
      var first = add();
      proxy = ToxicProxy.to("127.0.0.1", first.port());
    }

    private RedisProcess add() {
      var server =
          new RedisProcess(
              folder.resolve("server-" + all.size()), "--repl-diskless-sync-delay", "0");
      all.add(server);
      return server;
    }

    @Override
    public void start() {
      primary().start();
      addReplica(primary());
    }

    @Override
    public void stop() {
      proxy.close();
      all.forEach(RedisProcess::stop);
    }

    @Override
    public Map<String, String> settings() {
      return Map.of("quarkus.redis.hosts", "redis://127.0.0.1:" + proxy.port());
    }

    /** The last but one: the last is its replica. */
    RedisProcess primary() {
      return all.get(Math.max(0, all.size() - 2));
    }

    private RedisProcess replica() {
      return all.get(all.size() - 1);
    }

    private void addReplica(RedisProcess primary) {
      var replica = add();
      replica.start();
      RedisSentinels.follow(replica, primary);
    }

    /** It lags from now on; wakes when it is promoted. */
    void stallReplica(Duration time) {
      replica().pause();
      await().pollDelay(time).until(() -> true);
    }

    /** Promotes the replica, gives it one of its own, and lets the address lead to it. */
    void failOver() {
      var promoted = replica();
      promoted.resume();
      promoted.commands().send("REPLICAOF", "NO", "ONE");
      addReplica(promoted);
      proxy.redirect("127.0.0.1", promoted.port());
    }
  }
}
