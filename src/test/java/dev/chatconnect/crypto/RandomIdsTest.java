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
}
