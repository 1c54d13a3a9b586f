package dev.chatconnect.idempotency;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.chatconnect.fuzz.Hostile;

import static org.assertj.core.api.Assertions.assertThat;

/** Any {@code Idempotency-Key}. */
class IdempotencyKeyFuzzTest {

  @FuzzTest
  void anyHeaderIsAKeyOrAnErrorOrNothing(byte[] input) {
    // Given
    var header = Hostile.text(input);

    // When
    var key = Hostile.accepted(() -> IdempotencyKey.parse(header)).flatMap(read -> read);

    // Then
    key.ifPresent(
        found -> {
          assertThat(found.value()).isNotEmpty().hasSizeLessThanOrEqualTo(255);
          assertThat(found.header()).isEqualTo(header.strip());
          var quoted = found.value().replace("\\", "\\\\").replace("\"", "\\\"");
          assertThat(IdempotencyKey.parse('"' + quoted + '"').orElseThrow().value())
              .isEqualTo(found.value());
        });
  }
}
