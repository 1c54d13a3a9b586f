package dev.chatconnect.provider;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TokenSetTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  @Test
  void aTokenEndsWhenItsLifeIsOver() {
    // When
    var end = TokenSet.end(NOW, 43_200);

    // Then
    assertThat(end).isEqualTo(NOW.plus(Duration.ofHours(12)));
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, 31_556_889_864_403_199L, 10_000_000_000_000_000L})
  void aLifeThatIsTooLongToBeTrueDoesNotBreakTheArithmetic(long seconds) {
    // When
    var end = TokenSet.end(NOW, seconds);

    // Then
    assertThat(end.toEpochMilli()).isEqualTo(NOW.plus(Duration.ofDays(3650)).toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void aTokenThatIsOverAlreadyEndsNow(long seconds) {
    // When
    var end = TokenSet.end(NOW, seconds);

    // Then
    assertThat(end).isEqualTo(NOW);
  }
}
