package dev.chatconnect.time;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TimestampsTest {

  @ParameterizedTest
  @CsvSource({
    "2026-08-07T10:00:00Z, 2026-08-07T10:00:00Z",
    "2026-08-07t10:00:00.123456z, 2026-08-07T10:00:00.123456Z",
    "2026-08-07T10:00Z, 2026-08-07T10:00:00Z",
    "2026-08-07T10:00:00+02:00, 2026-08-07T08:00:00Z",
    "2026-08-07T10:00:00-0130, 2026-08-07T11:30:00Z",
    "2026-08-07T10:00:00+0000, 2026-08-07T10:00:00Z",
    "2026-08-07T10:00:00+02, 2026-08-07T08:00:00Z",
    "2026-08-07T10:00:00+01:00:30, 2026-08-07T08:59:30Z",
    "2026-08-07T10:00:00, 2026-08-07T10:00:00Z",
    "2026-08-07, 2026-08-07T00:00:00Z",
    "0000-01-01, 0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z",
  })
  void readsEveryUsualForm(String text, Instant meant) {
    // When
    var read = Timestamps.read(text);

    // Then
    assertThat(read).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "soon",
        "2026-13-01",
        "2026-02-30T10:00:00Z",
        "2026-08-07Z",
        "2026-08-07T",
        "2026-08-07T10:00:00+19:00",
        "2026-08-07T10:00:00Z, and more",
        "1786356000000",
        "+999999999-12-31T23:59:59Z",
        "+10000-01-01T00:00:00Z",
        "9999-12-31T23:59:59-00:01",
        "-0001-12-31T23:59:59Z",
        "0000-01-01T00:00:00+00:01",
      })
  void readsNothingElse(String text) {
    // When
    var read = Timestamps.read(text);

    // Then
    assertThat(read).isEmpty();
  }

  @Test
  void writesMilliseconds() {
    // Given
    var wholeSecond = Instant.parse("2026-08-07T10:00:00Z");

    // When
    var text = Timestamps.iso(wholeSecond);

    // Then
    assertThat(text).isEqualTo("2026-08-07T10:00:00.000Z");
  }
}
