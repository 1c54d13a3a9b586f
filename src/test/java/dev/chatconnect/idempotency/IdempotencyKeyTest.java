package dev.chatconnect.idempotency;

import dev.chatconnect.web.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class IdempotencyKeyTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "abc | abc",
        "\"abc\" | abc",
        "\"a\\\"b\\\\c\" | a\"b\\c",
        "a\\b | a\\b",
        "\"abc | \"abc",
        "\" | \"",
      },
      delimiter = '|')
  void bothSpellingsNameTheSameKey(String header, String value) {
    // Given
    var received = ' ' + header + ' ';

    // When
    var key = IdempotencyKey.parse(received);

    // Then
    assertThat(key).map(IdempotencyKey::value).contains(value);
    assertThat(key).map(IdempotencyKey::header).contains(header);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\"\"", " \"\" "})
  void nothingIsNoKey(String header) {
    // When
    var key = IdempotencyKey.parse(header);

    // Then
    assertThat(key).isEmpty();
  }

  @Test
  void quotesDoNotCountTowardsTheLength() {
    // Given
    var longest = "k".repeat(255);

    // When
    var key = IdempotencyKey.parse('"' + longest + '"');

    // Then
    assertThat(key).map(IdempotencyKey::value).contains(longest);
  }

  @Test
  void tooLongKeyIsRefused() {
    // Given
    var tooLong = "k".repeat(256);

    // When
    var failure = catchThrowable(() -> IdempotencyKey.parse(tooLong));

    // Then
    assertThat(failure).isInstanceOf(ApiException.class).hasMessageContaining("255");
  }
}
