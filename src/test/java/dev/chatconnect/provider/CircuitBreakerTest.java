package dev.chatconnect.provider;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.chatconnect.provider.CircuitBreaker.State;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CircuitBreakerTest {

  private static final Duration DELAY = Duration.ofSeconds(5);

  private final List<State> told = new ArrayList<>();
  private long now = Long.MAX_VALUE - 1_000;
  private final CircuitBreaker breaker = new CircuitBreaker(4, 0.5, DELAY, () -> now, told::add);

  @Test
  void opensWhenTheShareOfTheLastCallsFailed() {
    // Given
    calls(false, true, false);

    // When
    calls(true);

    // Then
    assertThat(breaker.enter()).isEmpty();
    assertThat(told).containsExactly(State.OPEN);
  }

  @Test
  void looksAtNothingBeforeThereWereEnoughCalls() {
    // When
    calls(true, true, true);

    // Then
    assertThat(breaker.enter()).isPresent();
    assertThat(told).isEmpty();
  }

  @Test
  void forgetsWhatIsLongerAgoThanTheLastCalls() {
    // Given
    calls(true, false, false, false);

    // When
    calls(true, false, false, false);

    // Then
    assertThat(breaker.enter()).isPresent();
    assertThat(told).isEmpty();
  }

  @Test
  void letsOneTryAfterAWhileAndAllWhenThatWentWell() {
    // Given
    open();
    now += DELAY.toNanos();
    var trying = breaker.enter().orElseThrow();
    assertThat(breaker.enter()).isEmpty();

    // When
    trying.ended(false);

    // Then
    assertThat(breaker.enter()).isPresent();
    assertThat(breaker.enter()).isPresent();
    assertThat(told).containsExactly(State.OPEN, State.HALF_OPEN, State.CLOSED);
  }

  @Test
  void staysOpenForAsLongAgainWhenTheOneFailed() {
    // Given
    open();
    now += DELAY.toNanos();

    // When
    breaker.enter().orElseThrow().ended(true);

    // Then
    now += DELAY.toNanos() - 1;
    assertThat(breaker.enter()).isEmpty();
    now += 1;
    assertThat(breaker.enter()).isPresent();
  }

  @Test
  void letsNobodyThroughBeforeTheTimeIsOver() {
    // Given
    open();

    // When
    now += DELAY.toNanos() - 1;

    // Then
    assertThat(breaker.enter()).isEmpty();
  }

  @Test
  void takesNoNoticeOfCallsThatBeganBefore() {
    // Given
    var early = breaker.enter().orElseThrow();
    open();
    now += DELAY.toNanos();
    assertThat(breaker.enter()).isPresent();

    // When
    early.ended(false);

    // Then
    assertThat(breaker.enter()).isEmpty();
    assertThat(told).containsExactly(State.OPEN, State.HALF_OPEN);
  }

  private void open() {
    calls(true, true, true, true);
    assertThat(breaker.enter()).isEmpty();
  }

  private void calls(boolean... outages) {
    for (var outage : outages) {
      breaker.enter().orElseThrow().ended(outage);
    }
  }
}
