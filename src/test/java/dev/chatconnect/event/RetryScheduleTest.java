package dev.chatconnect.event;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetryScheduleTest {

  private static final List<Duration> DELAYS =
      List.of(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofHours(24));

  private final RetrySchedule schedule = new RetrySchedule(DELAYS, RandomGenerator.getDefault());

  @Test
  void everyAttemptWaitsForItsDelayGiveOrTakeAFifth() {
    // When
    var waits =
        IntStream.range(0, 1000)
            .mapToObj(i -> schedule.after(2, Optional.empty()).orElseThrow())
            .toList();

    // Then
    assertThat(waits)
        .allSatisfy(
            wait -> assertThat(wait).isBetween(Duration.ofSeconds(240), Duration.ofSeconds(360)));
    assertThat(waits.stream().distinct().count()).isGreaterThan(100);
  }

  @Test
  void thereIsNothingAfterTheLastAttempt() {
    // When
    var lastButOne = schedule.after(3, Optional.empty());
    var last = schedule.after(4, Optional.of(Duration.ofSeconds(1)));

    // Then
    assertThat(lastButOne).isPresent();
    assertThat(last).isEmpty();
  }

  @Test
  void aReceiverThatAsksForMoreTimeGetsIt() {
    // When
    var wait = schedule.after(1, Optional.of(Duration.ofMinutes(10)));

    // Then
    assertThat(wait).contains(Duration.ofMinutes(10));
  }

  @Test
  void aReceiverThatAsksForLessTimeDoesNot() {
    // When
    var wait = schedule.after(2, Optional.of(Duration.ofSeconds(1)));

    // Then
    assertThat(wait.orElseThrow()).isGreaterThan(Duration.ofSeconds(200));
  }

  @Test
  void nobodyPutsAnAttemptOffForMoreThanADay() {
    // When
    var wait = schedule.after(1, Optional.of(Duration.ofDays(365)));

    // Then
    assertThat(wait).contains(Duration.ofHours(24));
  }
}
