package dev.chatconnect.process;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.chatconnect.TrialLength;
import dev.chatconnect.process.ToxicProxy.Direction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.chatconnect.process.ToxicProxy.Direction.DOWNSTREAM;
import static dev.chatconnect.process.ToxicProxy.Direction.UPSTREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Redis dies, hangs and comes back, and the network to it has every fault of {@link Toxic}, while
 * callers create connections.
 */
class RedisFaultsIT {

  private static final int CALLERS = 8;
  private static final Duration HELD = TrialLength.of(Duration.ofSeconds(2), Duration.ofSeconds(5));
  private static final int KILLS = TrialLength.of(1, 10);
  private static final int PAUSES = TrialLength.of(1, 5);
  private static final int FLAPS = TrialLength.of(20, 100);

  /** As many as the pool holds, and the one that asks. */
  private static final int MOST_CONNECTIONS = 33;

  private static final int MORE_THREADS = 10;
  private static final int MORE_HEAP_KILOBYTES = 16_000;

  private static ProxiedRedis redis;

  @RegisterExtension
  static final Deployment DEPLOYMENT =
      Deployment.on(folder -> redis = new ProxiedRedis(folder), 1)
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
    redis.proxy().heal();
  }

  @Test
  void nothingAcknowledgedIsLostWhenRedisIsKilled() {
    // Given
    var slowest = Duration.ZERO;

    // When
    for (var i = 0; i < KILLS; i++) {
      redis.server().kill();
      wait(Duration.ofMillis(500));
      redis.server().start();
      var ready = Recovery.awaitReady(service, load);
      slowest = slowest.compareTo(ready) > 0 ? slowest : ready;
      Recovery.awaitMore(load, 20);
    }
    load.close();

    // Then
    requireNothingLost("redis killed " + KILLS + " times", slowest);
  }

  @Test
  void nothingHangsWhileRedisDoes() {
    // Given
    var slowest = Duration.ZERO;

    // When
    for (var i = 0; i < PAUSES; i++) {
      redis.server().pause();
      wait(Duration.ofSeconds(4));
      redis.server().resume();
      var ready = Recovery.awaitReady(service, load);
      slowest = slowest.compareTo(ready) > 0 ? slowest : ready;
    }
    load.close();

    // Then
    requireNothingLost("redis paused " + PAUSES + " times for 4 s", slowest);
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("toxics")
  void aFaultyNetworkCostsTimeAndNoConnection(Direction direction, Toxic toxic) {
    // Given
    redis.proxy().add(direction, toxic);
    wait(HELD);

    // When
    redis.proxy().heal();

    // Then
    var ready = Recovery.awaitReady(service, load);
    load.close();
    requireNothingLost(direction + " " + toxic, ready);
  }

  @Test
  void aRedisThatRefusesConnectionsIsUsedInFullAgain() {
    // Given
    try (var server = redis.server().commands().open()) {
      server.send("CONFIG", "SET", "maxclients", "3");
      server.send("CLIENT", "KILL", "TYPE", "normal");
      wait(HELD);

      // When
      server.send("CONFIG", "SET", "maxclients", "10000");
    }

    // Then
    var ready = Recovery.awaitReady(service, load);
    load.close();
    requireNothingLost("maxclients 3", ready);
  }

  @Test
  void faultsLeaveNothingBehind() {
    // Given
    var before = Footprint.of(service, redis.proxy().port());
    var all = everyToxic().toList();

    // When
    IntStream.range(0, FLAPS)
        .forEach(
            i -> {
              redis.proxy().add(i % 2 == 0 ? UPSTREAM : DOWNSTREAM, all.get(i % all.size()));
              wait(Duration.ofMillis(100));
              redis.proxy().heal();
            });
    var ready = Recovery.awaitReady(service, load);
    Recovery.awaitMore(load, 50);
    load.close();

    // Then
    requireNothingLost(FLAPS + " faults of 100 ms", ready);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              var after = Footprint.of(service, redis.proxy().port());
              System.out.println("before " + before + ", after " + after);
              assertThat(after.storeSockets()).isLessThan(MOST_CONNECTIONS);
              assertThat(after.threads()).isLessThan(before.threads() + MORE_THREADS);
              assertThat(after.heapKilobytes())
                  .isLessThan(before.heapKilobytes() + MORE_HEAP_KILOBYTES);
            });
  }

  static Stream<Arguments> toxics() {
    return TrialLength.isFull()
        ? everyToxic()
            .flatMap(toxic -> Stream.of(arguments(UPSTREAM, toxic), arguments(DOWNSTREAM, toxic)))
        : Stream.of(
            arguments(DOWNSTREAM, new Toxic.Timeout(Duration.ZERO)),
            arguments(UPSTREAM, new Toxic.ResetPeer(Duration.ZERO)));
  }

  private static Stream<Toxic> everyToxic() {
    return Stream.of(
        new Toxic.Latency(Duration.ofMillis(300), Duration.ofMillis(200)),
        new Toxic.Latency(Duration.ofSeconds(3)),
        new Toxic.Down(),
        new Toxic.Bandwidth(20_000),
        new Toxic.SlowClose(Duration.ofSeconds(1)),
        new Toxic.Timeout(Duration.ZERO),
        new Toxic.Timeout(Duration.ofMillis(500)),
        new Toxic.ResetPeer(Duration.ZERO),
        new Toxic.Slicer(20, 10, Duration.ofMillis(1)),
        new Toxic.LimitData(2_000));
  }

  private void requireNothingLost(String fault, Duration ready) {
    var lost = load.lost(service);
    Recovery.tell(fault, load, ready, lost.size());
    assertThat(lost).isEmpty();
    Recovery.requireAnswered(load);
    assertThat(ready).isLessThan(Recovery.READY_WITHIN);
    assertThat(clients()).hasSizeLessThanOrEqualTo(MOST_CONNECTIONS);
  }

  /** Connections as Redis sees them. */
  private static List<String> clients() {
    return redis.server().commands().send("CLIENT", "LIST").lines().toList();
  }

  /** A fault lasts for a time, whatever happens. */
  private static void wait(Duration time) {
    await().pollDelay(time).until(() -> true);
  }
}
