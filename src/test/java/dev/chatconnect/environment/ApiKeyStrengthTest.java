package dev.chatconnect.environment;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ApiKeyStrengthTest {

  private static final int TRIALS = 10_000;

  @Test
  void whatChanceMakesIsStrong() {
    // Given
    var random = new Random(new SecureRandom().nextLong());

    // When
    var keys =
        Stream.generate(() -> bytes(random, 16))
            .limit(TRIALS)
            .flatMap(
                bytes ->
                    Stream.of(
                        HexFormat.of().formatHex(bytes),
                        Base64.getEncoder().encodeToString(bytes(random, 24)),
                        UUID.randomUUID().toString()));

    // Then
    assertThat(keys).allMatch(ApiKeyStrength::isStrong);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dev-secret-key",
        "0123456789abcdef0123456789abcde",
        "00000000000000000000000000000000",
        "0123456789abcdef0123456789abcdef",
        "secret-key-secret-key-secret-key-",
        "passwordpasswordpasswordpassword",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab",
        "01010101110101010101010101010110",
        "0000000000000000000000000000000000000000000000000000000000c0ffee",
      })
  void whatAPersonTypesIsWeak(String key) {
    // Given
    var typed = key;

    // When
    var strong = ApiKeyStrength.isStrong(typed);

    // Then
    assertThat(strong).isFalse();
  }

  private static byte[] bytes(Random random, int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
