package dev.chatconnect.crypto;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NovuCipherTest {

  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final String IV = "000102030405060708090a0b0c0d0e0f";

  private final NovuCipher cipher = NovuCipher.of(KEY).orElseThrow();

  @Test
  void readsWhatWasEncryptedAsNovuDoes() throws Exception {
    // Given
    var encrypted = encrypt("xoxb-ä");

    // When
    var secret = cipher.decrypt(encrypted);

    // Then
    assertThat(NovuCipher.isEncrypted(encrypted)).isTrue();
    assertThat(secret).isEqualTo("xoxb-ä");
  }

  @Test
  void anotherKeyReadsNothing() throws Exception {
    // Given
    var encrypted = encrypt("a secret that is longer than one block of the cipher");
    var other = NovuCipher.of("x".repeat(32)).orElseThrow();

    // When / Then
    assertThatThrownBy(() -> other.decrypt(encrypted)).isInstanceOf(UndecipherableException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nvsk.", "nvsk.00", "nvsk.zz:00", "nvsk." + IV + ":", "nvsk." + IV + ":00"})
  void refusesWhatIsMalformed(String text) {
    // When / Then
    assertThatThrownBy(() -> cipher.decrypt(text)).isInstanceOf(UndecipherableException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "0123456789abcdef0123456789abcdefg"})
  void aKeyOfAnotherLengthIsNone(String key) {
    // When / Then
    assertThat(NovuCipher.of(key)).isEmpty();
  }

  @Test
  void plainTextIsNotTakenForEncrypted() {
    // When / Then
    assertThat(NovuCipher.isEncrypted("xoxb-1")).isFalse();
  }

  private static String encrypt(String text) throws Exception {
    var aes = Cipher.getInstance("AES/CBC/PKCS5Padding");
    aes.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "AES"),
        new IvParameterSpec(HexFormat.of().parseHex(IV)));
    var sealed = aes.doFinal(text.getBytes(StandardCharsets.UTF_8));
    return "nvsk." + IV + ':' + HexFormat.of().formatHex(sealed);
  }
}
