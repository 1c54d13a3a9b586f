package dev.chatconnect.event;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a failed delivery is attempted again.
 *
 * @param delays before the second and each further attempt
 * @param random scatters the attempts, so that a receiver that was down is not met by all at once
 */
record RetrySchedule(List<Duration> delays, RandomGenerator random) {

  private static final double JITTER = 0.2;

  /** A receiver that asks for more is asked again after this time nevertheless. */
  static final Duration LONGEST = Duration.ofHours(24);

  RetrySchedule {
    delays = List.copyOf(delays);
  }

  /**
   * The time to wait after a failed attempt; empty when it was the last.
   *
   * @param attempt which attempt failed, from 1
   * @param retryAfter what the receiver asked for; a longer time than planned is honoured
   */
  Optional<Duration> after(int attempt, Optional<Duration> retryAfter) {
    if (attempt > delays.size()) {
      return Optional.empty();
    }
    var planned = delays.get(attempt - 1).toMillis();
    var scattered = Math.round(planned * (1 - JITTER + 2 * JITTER * random.nextDouble()));
    var asked = retryAfter.map(delay -> Math.min(delay.toMillis(), LONGEST.toMillis())).orElse(0L);
    return Optional.of(Duration.ofMillis(Math.max(scattered, asked)));
  }
}
