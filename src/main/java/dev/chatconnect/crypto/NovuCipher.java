package dev.chatconnect.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Reads secrets as Novu keeps them: AES-256-CBC under the 32 characters of its {@code
 * STORE_ENCRYPTION_KEY}, as {@code nvsk.<iv>:<ciphertext>} in hex (Novu's {@code
 * libs/application-generic/src/encryption}). Only reads: the form has no integrity.
 */
public final class NovuCipher {

  private static final String PREFIX = "nvsk.";
  private static final String ALGORITHM = "AES/CBC/PKCS5Padding";

  private final SecretKey key;

  private NovuCipher(SecretKey key) {
    this.key = key;
  }

  /** A cipher with the value of {@code STORE_ENCRYPTION_KEY}; empty when it is not 32 bytes. */
  public static Optional<NovuCipher> of(String storeEncryptionKey) {
    var bytes = storeEncryptionKey.getBytes(StandardCharsets.UTF_8);
    return bytes.length == KeyRing.KEY_BYTES
        ? Optional.of(new NovuCipher(new SecretKeySpec(bytes, "AES")))
        : Optional.empty();
  }

  /** Whether a text is encrypted in this way. */
  public static boolean isEncrypted(String text) {
    return text.startsWith(PREFIX);
  }

  /**
   * The secret.
   *
   * @throws UndecipherableException when the text is malformed or of another key
   */
  public String decrypt(String text) {
    try {
      var parts = text.substring(PREFIX.length()).split(":", 2);
      if (parts.length < 2 || parts[1].isEmpty()) {
        // The cipher would take nothing for the encryption of nothing.
        throw new UndecipherableException("cut off");
      }
      var cipher = Cipher.getInstance(ALGORITHM);
      cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(HexFormat.of().parseHex(parts[0])));
      var bytes = cipher.doFinal(HexFormat.of().parseHex(parts[1]));
      // A wrong key may get past the padding; what it makes is hardly ever text.
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (GeneralSecurityException
        | IllegalArgumentException
        | CharacterCodingException unreadable) {
      throw new UndecipherableException(unreadable.getClass().getSimpleName());
    }
  }
}
