package dev.chatconnect.crypto;

import java.security.SecureRandom;
import java.util.List;

/** Ciphers of other replicas than the one under test: with another ring. */
public final class Ciphers {

  private Ciphers() {}

  /** The first key encrypts. */
  public static SecretCipher with(String... keys) {
    return new SecretCipher(KeyRing.parse(List.of(keys)), new SecureRandom());
  }
}
