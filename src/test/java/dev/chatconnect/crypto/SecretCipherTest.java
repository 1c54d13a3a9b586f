package dev.chatconnect.crypto;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecretCipherTest {

  private static final String OLD = key("old", (byte) 1);
  private static final String NEW = key("new", (byte) 2);

  private final SecretCipher cipher = cipher(OLD);

  @Test
  void decryptsWhatItEncryptedForTheSamePlace() {
    // Given
    var ciphertext = cipher.encrypt("xoxb-sécret", "env|connection|a");

    // When
    var plaintext = cipher.decrypt(ciphertext, "env|connection|a");

    // Then
    assertThat(plaintext).isEqualTo("xoxb-sécret");
    assertThat(ciphertext).startsWith("v1.old.").doesNotContain("xoxb");
  }

  @Test
  void decryptsASecretThatIsEmpty() {
    // Given
    var ciphertext = cipher.encrypt("", "place");

    // When
    var plaintext = cipher.decrypt(ciphertext, "place");

    // Then
    assertThat(plaintext).isEmpty();
  }

  @Test
  void makesAnotherCiphertextEveryTime() {
    // Given
    var first = cipher.encrypt("secret", "place");

    // When
    var second = cipher.encrypt("secret", "place");

    // Then
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void rewrapsWhatIsUnderAnotherKeyAndNothingElse() {
    // Given
    var rotated = cipher(NEW, OLD);
    var former = cipher.encrypt("secret", "place");

    // When
    var latest = rotated.rewrap(former, "place");

    // Then
    assertThat(latest).startsWith("v1.new.");
    assertThat(cipher(NEW).decrypt(latest, "place")).isEqualTo("secret");
    assertThat(rotated.rewrap(latest, "place")).isSameAs(latest);
    assertThatThrownBy(() -> rotated.rewrap(former, "elsewhere"))
        .isInstanceOf(UndecipherableException.class);
  }

  @Test
  void refusesACiphertextThatWasMovedElsewhere() {
    // Given
    var ciphertext = cipher.encrypt("secret", "env|connection|a");

    // When / Then
    assertThatThrownBy(() -> cipher.decrypt(ciphertext, "env|connection|b"))
        .isInstanceOf(UndecipherableException.class);
  }

  @Test
  void refusesAChangedCiphertext() {
    // Given
    var ciphertext = cipher.encrypt("secret", "place");
    var last = ciphertext.charAt(ciphertext.length() - 2) == 'A' ? 'B' : 'A';
    var changed =
        ciphertext.substring(0, ciphertext.length() - 2)
            + last
            + ciphertext.charAt(ciphertext.length() - 1);

    // When / Then
    assertThatThrownBy(() -> cipher.decrypt(changed, "place"))
        .isInstanceOf(UndecipherableException.class);
  }

  @Test
  void refusesWhatIsNoCiphertext() {
    // Given
    var garbage =
        List.of(
            "",
            "xoxb-plain",
            "v1.o\"ld.AAAA",
            "v1.old.",
            "v1.old.%%%",
            "v2.old.AAAA",
            "v1.old.AAAA");

    // When / Then
    assertThat(garbage)
        .allSatisfy(
            text ->
                assertThatThrownBy(() -> cipher.decrypt(text, "place"))
                    .isInstanceOf(UndecipherableException.class));
  }

  @Test
  void encryptsWithTheFirstKeyAndDecryptsWithAll() {
    // Given
    var written = cipher.encrypt("secret", "place");
    var rotated = cipher(NEW, OLD);

    // When
    var read = rotated.decrypt(written, "place");

    // Then
    assertThat(read).isEqualTo("secret");
    assertThat(rotated.encrypt("secret", "place")).startsWith("v1.new.");
  }

  @Test
  void refusesAKeyThatIsNoLongerInTheRing() {
    // Given
    var written = cipher.encrypt("secret", "place");
    var rotated = cipher(NEW);

    // When / Then
    assertThatThrownBy(() -> rotated.decrypt(written, "place"))
        .isInstanceOfSatisfying(
            UndecipherableException.class,
            lost -> {
              assertThat(lost).hasMessageContaining("unknown key 'old'");
              assertThat(lost.keyId()).contains("old");
              assertThat(lost.place()).contains("place");
            });
  }

  @Test
  void worksOnAfterATextThatWasTamperedWith() {
    // Given
    var cipher = cipher(OLD);
    var written = cipher.encrypt("secret", "place");
    assertThatThrownBy(() -> cipher.decrypt(written, "elsewhere"))
        .isInstanceOf(UndecipherableException.class);

    // When
    var read = cipher.decrypt(cipher.encrypt("another secret", "place"), "place");

    // Then
    assertThat(read).isEqualTo("another secret");
    assertThat(cipher.decrypt(written, "place")).isEqualTo("secret");
  }

  private static SecretCipher cipher(String... keys) {
    return new SecretCipher(KeyRing.parse(List.of(keys)), new SecureRandom());
  }

  private static String key(String id, byte fill) {
    var bytes = new byte[32];
    java.util.Arrays.fill(bytes, fill);
    return id + ':' + Base64.getEncoder().encodeToString(bytes);
  }
}
