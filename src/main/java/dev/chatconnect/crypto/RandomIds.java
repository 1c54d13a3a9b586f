package dev.chatconnect.crypto;

import java.security.SecureRandom;
import java.util.Base64;

import jakarta.inject.Singleton;

/** Random names and secrets. */
@Singleton
public class RandomIds {

  private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";

  private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();

  private static final int SPARE = 4;

  /** Bytes from here on are passed over, so that no character is more likely than another. */
  private static final int FAIR = 256 - 256 % ALPHABET.length();

  private final SecureRandom random;

  RandomIds(SecureRandom random) {
    this.random = random;
  }

  /** A name: the given number of characters of {@code 0-9a-z}. */
  public String name(int length) {
    var name = new StringBuilder(length);
    while (name.length() < length) {
      // One call for all: each takes a lock. A few more, for those that are passed over.
      var bytes = new byte[length - name.length() + SPARE];
      random.nextBytes(bytes);
      for (var i = 0; i < bytes.length && name.length() < length; i++) {
        var drawn = Byte.toUnsignedInt(bytes[i]);
        if (drawn < FAIR) {
          name.append(ALPHABET.charAt(drawn % ALPHABET.length()));
        }
      }
    }
    return name.toString();
  }

  /** A secret of 256 random bits, base64url without padding: 43 characters. */
  public String secret() {
    var bytes = new byte[32];
    random.nextBytes(bytes);
    return BASE64_URL.encodeToString(bytes);
  }
}
