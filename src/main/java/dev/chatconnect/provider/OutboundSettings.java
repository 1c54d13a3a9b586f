package dev.chatconnect.provider;

import java.time.Duration;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
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
  @Min(1)
  int maxConcurrentCalls();

  /** When a provider that is down is left alone. */
  Breaker circuitBreaker();

  /** A circuit breaker; every provider host has its own. */
  interface Breaker {

    /** Number of last calls that are looked at; it never opens before that many were made. */
    @WithDefault("20")
    @Min(1)
    int requestVolume();

    /** Share of failed ones among them at which it opens, 0 to 1. */
    @WithDefault("0.5")
    @DecimalMin("0.01")
    @DecimalMax("1.0")
    double failureRatio();

    /** How long it stays open before one call tries again. */
    @WithDefault("5s")
    Duration delay();
  }
}
