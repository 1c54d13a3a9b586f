package dev.chatconnect.notice;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** When the recipients are read again. */
class RecipientsTest {

  private static final Instant READ = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 500_000, 999_999, 1_000_000, 9_999_999})
  void waitsWholeMillisecondsOrNotAtAll(long nanosLeft) {
    // Given
    var end = READ.plus(Recipients.PAUSE);

    // When
    var pause = Recipients.pause(end.minusNanos(nanosLeft), READ);

    // Then
    assertThat(pause).isGreaterThanOrEqualTo(Duration.ofNanos(nanosLeft));
    assertThat(pause.toNanos() % 1_000_000).isZero();
  }
}
