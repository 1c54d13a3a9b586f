package dev.chatconnect.crypto;

import java.security.SecureRandom;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The random source as a bean, so that tests can fix randomness. */
class RandomSource {

  @Produces
  @Singleton
  SecureRandom random() {
    return new SecureRandom();
  }
}
