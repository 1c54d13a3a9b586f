package dev.chatconnect.crypto;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RandomIdsTest {

  private final RandomIds ids = new RandomIds(new SecureRandom());

  @Test
  void aSecretIs256BitsInUnreservedCharacters() {
    // When
    var secrets = IntStream.range(0, 1_000).mapToObj(i -> ids.secret()).collect(Collectors.toSet());

    // Then
    assertThat(secrets)
        .hasSize(1_000)
        .allMatch(secret -> secret.matches("[A-Za-z0-9_-]{43}"))
        .allMatch(secret -> Base64.getUrlDecoder().decode(secret).length == 32);
  }

  @Test
  void aNameHasTheAskedLengthAndEveryCharacter() {
    // When
    var name = ids.name(4_000);

    // Then
    assertThat(name).matches("[0-9a-z]{4000}");
    assertThat(name.chars().distinct().count()).isEqualTo(36);
  }

  @Test
  void noCharacterOfANameIsMoreLikelyThanAnother() {
    // When
    var name = ids.name(360_000);

    // Then
    var counts = name.chars().boxed().collect(Collectors.groupingBy(c -> c, Collectors.counting()));
    // Six standard deviations; those of the first four would be 1,250 more if all bytes counted.
    assertThat(counts.values()).allMatch(count -> Math.abs(count - 10_000) < 600);
  }

  @Test
  void bytesThatWouldFavourSomeCharactersArePassedOver() {
    // Given
    var highOnly =
        new SecureRandom() {
          private int calls;

          @Override
          public void nextBytes(byte[] bytes) {
            java.util.Arrays.fill(bytes, (byte) (calls++ == 0 ? 255 : 35));
          }
        };

    // When
    var name = new RandomIds(highOnly).name(3);

    // Then
    assertThat(name).isEqualTo("zzz");
  }
}
