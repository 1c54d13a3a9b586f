package dev.chatconnect.crypto;

import java.security.SecureRandom;
import java.util.Base64;

import jakarta.inject.Singleton;

/** Random names and secrets. */
@Singleton
public class RandomIds {

  private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";

  private final SecureRandom random;

  RandomIds(SecureRandom random) {
    this.random = random;
  }

  /** A name: the given number of characters of {@code 0-9a-z}. */
  public String name(int length) {
    var name = new StringBuilder(length);
    for (var i = 0; i < length; i++) {
      name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return name.toString();
  }

  /** A secret of 256 random bits, base64url without padding: 43 characters. */
  public String secret() {
    var bytes = new byte[32];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
