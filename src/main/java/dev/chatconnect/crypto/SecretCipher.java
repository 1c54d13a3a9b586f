package dev.chatconnect.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

import jakarta.inject.Singleton;

/**
 * Encrypts secrets at rest with AES-256-GCM (NIST SP 800-38D): a random 96-bit nonce, a 128-bit
 * tag, and the record's place as associated data, so that a ciphertext moved elsewhere is refused.
 *
 * <p>Format: {@code v1.<keyId>.<base64url(nonce, ciphertext, tag)>}.
 */
@Singleton
public class SecretCipher {

  private static final String VERSION = "v1";
  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;
  private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();

  /** Looking the algorithm up takes longer than encrypting a short text. */
  private static final ThreadLocal<Cipher> CIPHERS = ThreadLocal.withInitial(SecretCipher::create);

  private final KeyRing keys;
  private final SecureRandom random;

  SecretCipher(KeyRing keys, SecureRandom random) {
    this.keys = keys;
    this.random = random;
  }

  /**
   * Encrypts a text.
   *
   * @param place environment, record and field of the secret; the same is needed to decrypt
   */
  public String encrypt(String plaintext, String place) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    var text = plaintext.getBytes(StandardCharsets.UTF_8);
    var body = Arrays.copyOf(nonce, NONCE_BYTES + text.length + TAG_BYTES);
    try {
      cipher(Cipher.ENCRYPT_MODE, keys.currentKey(), nonce, place)
          .doFinal(text, 0, text.length, body, NONCE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e.getClass().getSimpleName());
    }
    return VERSION + '.' + keys.currentId() + '.' + BASE64_URL.encodeToString(body);
  }

  /**
   * Decrypts what {@link #encrypt} made for the same place.
   *
   * @throws UndecipherableException when the key is unknown, the place differs or the text was
   *     changed
   */
  public String decrypt(String ciphertext, String place) {
    var parts = ciphertext.split("\\.", -1);
    if (parts.length != 3 || !parts[0].equals(VERSION) || !KeyRing.isKeyId(parts[1])) {
      throw new UndecipherableException(
          "not a ciphertext of this service", place, Optional.empty());
    }
    var keyId = Optional.of(parts[1]);
    var key =
        keys.find(parts[1])
            .orElseThrow(
                () -> new UndecipherableException("unknown key '" + parts[1] + "'", place, keyId));
    byte[] body;
    try {
      body = Base64.getUrlDecoder().decode(parts[2]);
    } catch (IllegalArgumentException e) {
      throw new UndecipherableException("not base64url", place, keyId);
    }
    if (body.length < NONCE_BYTES + TAG_BYTES) {
      throw new UndecipherableException("too short", place, keyId);
    }
    var nonce = Arrays.copyOf(body, NONCE_BYTES);
    try {
      var text =
          cipher(Cipher.DECRYPT_MODE, key, nonce, place)
              .doFinal(body, NONCE_BYTES, body.length - NONCE_BYTES);
      return new String(text, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new UndecipherableException(e.getClass().getSimpleName(), place, keyId);
    }
  }

  /**
   * The same secret under the key that encrypts now; the very same text where it is under that one
   * already.
   *
   * @throws UndecipherableException as {@link #decrypt} does
   */
  public String rewrap(String ciphertext, String place) {
    return ciphertext.startsWith(VERSION + '.' + keys.currentId() + '.')
        ? ciphertext
        : encrypt(decrypt(ciphertext, place), place);
  }

  /** Whether the text looks like one of {@link #encrypt}; only {@link #decrypt} tells. */
  public static boolean isCiphertext(String text) {
    return text.startsWith(VERSION + '.');
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String place)
      throws GeneralSecurityException {
    var cipher = CIPHERS.get();
    cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static Cipher create() {
    try {
      return Cipher.getInstance(ALGORITHM);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
