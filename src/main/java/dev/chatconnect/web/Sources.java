package dev.chatconnect.web;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The clock and the random source as beans, so that tests can move time and fix randomness. */
class Sources {

  /** In milliseconds, as timestamps are told and kept. */
  @Produces
  @Singleton
  Clock clock() {
    return Clock.tickMillis(ZoneOffset.UTC);
  }

  @Produces
  @Singleton
  SecureRandom random() {
    return new SecureRandom();
  }
}
