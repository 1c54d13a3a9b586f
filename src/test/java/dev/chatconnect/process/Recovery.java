package dev.chatconnect.process;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What has to hold of a service while its Redis is in trouble, and after. */
final class Recovery {

  /** From the return of Redis until the service is ready, without a restart. */
  static final Duration READY_WITHIN = Duration.ofSeconds(5);

  /**
   * Longest time of a request. An operation on Redis has two seconds, and the first that has no
   * answer by then ends the request; one that is merely slow may be followed by others.
   */
  static final Duration LONGEST_REQUEST = Duration.ofSeconds(8);

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Recovery() {}

  /** Waits until the service is ready and takes writes, and answers how long that took. */
  static Duration awaitReady(ServiceProcess service, ConnectionLoad load) {
    var start = System.nanoTime();
    await().pollInterval(POLL).atMost(PATIENCE).until(service::isReady);
    var before = load.acknowledgedCount();
    await().pollInterval(POLL).atMost(PATIENCE).until(() -> load.acknowledgedCount() > before);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Waits until so many more connections were acknowledged. */
  static void awaitMore(ConnectionLoad load, int more) {
    var before = load.acknowledgedCount();
    await()
        .pollInterval(POLL)
        .atMost(PATIENCE)
        .until(() -> load.acknowledgedCount() >= before + more);
  }

  /** Every request had an answer in time, and none of them is about the service itself. */
  static void requireAnswered(ConnectionLoad load) {
    assertThat(load.failures()).isEmpty();
    assertThat(load.statuses().keySet()).isSubsetOf(200, 201, 503);
    assertThat(load.slowest()).isLessThan(LONGEST_REQUEST);
  }

  /** The figures of a run, for docs/reliability.md. */
  static void tell(String fault, ConnectionLoad load, Duration ready, int lost) {
    System.out.printf(
        "fault=\"%s\" requests=%d statuses=%s slowest_ms=%d acknowledged=%d ready_ms=%d lost=%d%n",
        fault,
        load.count(),
        load.statuses(),
        load.slowest().toMillis(),
        load.acknowledgedCount(),
        ready.toMillis(),
        lost);
  }
}
