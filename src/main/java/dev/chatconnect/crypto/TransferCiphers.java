package dev.chatconnect.crypto;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

/** Ciphers for records on their way between environments, by a key that the caller brings. */
@Singleton
public class TransferCiphers {

  private static final String KEY_ID = "transfer";

  private final SecureRandom random;

  TransferCiphers(SecureRandom random) {
    this.random = random;
  }

  /**
   * A cipher like that for secrets at rest.
   *
   * @param key 32 bytes, base64
   * @return empty when the key is anything else
   */
  public Optional<SecretCipher> of(String key) {
    try {
      return Optional.of(new SecretCipher(KeyRing.parse(List.of(KEY_ID + ':' + key)), random));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
