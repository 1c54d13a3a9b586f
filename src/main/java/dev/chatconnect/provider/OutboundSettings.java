package dev.chatconnect.provider;

import java.time.Duration;

import dev.chatconnect.settings.PositiveInt;
import dev.chatconnect.settings.Share;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** How providers are called, whichever they are. */
@ConfigMapping(prefix = "chat-connect.providers")
public interface OutboundSettings {

  /** Longest time to open a connection. */
  @WithDefault("2s")
  Duration connectTimeout();

  /** Longest time for a whole call, from the connection to the last byte of the answer. */
  @WithDefault("10s")
  Duration callTimeout();

  /**
   * Calls that may be under way to one host; one more fails at once. As many as callbacks, whose
   * state is used up when they get as far as a call.
   */
  @WithDefault("512")
  @WithConverter(PositiveInt.class)
  int maxConcurrentCalls();

  /** When a provider that is down is left alone. */
  Breaker circuitBreaker();

  /** A circuit breaker; every provider host has its own. */
  interface Breaker {

    /** Number of last calls that are looked at; it never opens before that many were made. */
    @WithDefault("20")
    @WithConverter(PositiveInt.class)
    int requestVolume();

    /** Share of failed ones among them at which it opens, 0.01 to 1. */
    @WithDefault("0.5")
    @WithConverter(Share.class)
    double failureRatio();

    /** How long it stays open before one call tries again. */
    @WithDefault("5s")
    Duration delay();
  }
}
