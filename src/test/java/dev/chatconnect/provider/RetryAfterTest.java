package dev.chatconnect.provider;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryAfterTest {

  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-04T05:06:07.250Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({"0, 0", "7, 7", "' 120 ', 120"})
  void readsSeconds(String header, long seconds) {
    // When
    var delay = RetryAfter.parse(header, CLOCK, LONGEST);

    // Then
    assertThat(delay).contains(Duration.ofSeconds(seconds));
  }

  @Test
  void readsADateAndRoundsUp() {
    // When
    var delay = RetryAfter.parse("Wed, 04 Mar 2026 05:07:07 GMT", CLOCK, LONGEST);

    // Then
    assertThat(delay).contains(Duration.ofSeconds(60));
  }

  @Test
  void takesADateThatHasPassedAsNow() {
    // When
    var delay = RetryAfter.parse("Wed, 04 Mar 2026 05:06:06 GMT", CLOCK, LONGEST);

    // Then
    assertThat(delay).contains(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"999999999", "Fri, 31 Dec 9999 23:59:59 GMT"})
  void waitsNoLongerThanTheLongest(String header) {
    // When
    var delay = RetryAfter.parse(header, CLOCK, LONGEST);

    // Then
    assertThat(delay).contains(LONGEST);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "soon", "-1", "1.5", "9999999999", "٣", "Mon, 04 Mar 2026 05:07:07 GMT"})
  void ignoresWhatIsNeither(String header) {
    // When
    var delay = RetryAfter.parse(header, CLOCK, LONGEST);

    // Then
    assertThat(delay).isEmpty();
  }
}
