package dev.chatconnect.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * HKDF with SHA-256 (RFC 5869), as far as it is needed: the keys that it starts from are uniformly
 * random, so the step that extracts them may be left out (§3.3), and one block is as long as a key.
 */
final class Hkdf {

  private static final String ALGORITHM = "HmacSHA256";

  private Hkdf() {}

  /**
   * HKDF-Expand to 32 bytes (§2.3).
   *
   * @param key pseudorandom, at least 32 bytes
   * @param purpose what the new key is for; another purpose gives another, unrelated key
   */
  static SecretKey expand(SecretKey key, byte[] purpose) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getEncoded(), ALGORITHM));
      mac.update(purpose);
      mac.update((byte) 1);
      return new SecretKeySpec(mac.doFinal(), ALGORITHM);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static SecretKey expand(SecretKey key, String purpose) {
    return expand(key, purpose.getBytes(StandardCharsets.UTF_8));
  }
}
