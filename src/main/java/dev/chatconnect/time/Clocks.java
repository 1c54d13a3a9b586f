package dev.chatconnect.time;

import java.time.Clock;
import java.time.ZoneOffset;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The clock as a bean, so that tests can move time. */
class Clocks {

  /** In milliseconds, as timestamps are told and kept. */
  @Produces
  @Singleton
  Clock clock() {
    return Clock.tickMillis(ZoneOffset.UTC);
  }
}
