package dev.chatconnect.crypto;

import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeyRingTest {

  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  @Test
  void encryptsWithTheFirstKey() {
    // Given
    var entries = List.of("second:" + KEY, "first:" + KEY);

    // When
    var ring = KeyRing.parse(entries);

    // Then
    assertThat(ring.currentId()).isEqualTo("second");
    assertThat(ring.size()).isEqualTo(2);
    assertThat(ring.find("first")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nocolon", ":AAAA", "id with space:AAAA", "k:###", "k:AAAA"})
  void refusesAMalformedKeyWithoutRepeatingIt(String entry) {
    // Given
    var entries = List.of("ok:" + KEY, entry);

    // When / Then
    assertThatThrownBy(() -> KeyRing.parse(entries))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("encryption key 2")
        .message()
        .doesNotContain("AAAA");
  }

  @Test
  void refusesARepeatedKeyId() {
    // Given
    var entries = List.of("k:" + KEY, "k:" + KEY);

    // When / Then
    assertThatThrownBy(() -> KeyRing.parse(entries))
        .hasMessageContaining("repeats the keyId \"k\"");
  }

  @Test
  void tellsKeysApartByTheirFingerprints() {
    // Given
    var bytes = new byte[KeyRing.KEY_BYTES];
    bytes[31] = 1;
    var other = Base64.getEncoder().encodeToString(bytes);
    var ring = KeyRing.parse(List.of("a:" + KEY, "b:" + KEY, "c:" + other));

    // When
    var fingerprint = ring.fingerprint("a");

    // Then
    assertThat(fingerprint).isEqualTo(ring.fingerprint("b")).isNotEqualTo(ring.fingerprint("c"));
    assertThat(fingerprint.orElseThrow()).matches("[0-9a-f]{64}");
    assertThat(ring.fingerprint("d")).isEmpty();
  }

  @Test
  void refusesAnEmptyRing() {
    // When / Then
    assertThatThrownBy(() -> KeyRing.parse(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
