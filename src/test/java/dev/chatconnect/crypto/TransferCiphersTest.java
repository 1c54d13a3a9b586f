package dev.chatconnect.crypto;

import java.security.SecureRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TransferCiphersTest {

  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  private final TransferCiphers ciphers = new TransferCiphers(new SecureRandom());

  @Test
  void whoHasTheKeyReadsWhatWasSealed() {
    // Given
    var sealed = ciphers.of(KEY).orElseThrow().encrypt("xoxb-1", "here");

    // When
    var read = ciphers.of(KEY).orElseThrow().decrypt(sealed, "here");

    // Then
    assertThat(read).isEqualTo("xoxb-1");
    assertThat(sealed).startsWith("v1.transfer.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAEC", "not base64", KEY + "AAAA"})
  void anythingButThirtyTwoBytesIsNoKey(String key) {
    // When / Then
    assertThat(ciphers.of(key)).isEmpty();
  }
}
