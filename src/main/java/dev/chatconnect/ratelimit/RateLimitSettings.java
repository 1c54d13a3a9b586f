package dev.chatconnect.ratelimit;

import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** How many requests an environment may make with its API keys. */
@ConfigMapping(prefix = "chat-connect.rate-limit")
public interface RateLimitSettings {

  /** Limit requests at all. */
  @WithDefault("false")
  boolean enabled();

  /** Sustained rate of the channel connection and channel endpoint routes. */
  @WithName("configuration.requests-per-second")
  @WithDefault("20")
  @Min(1)
  int configurationRequestsPerSecond();

  /** Sustained rate of all other routes, and, on its own, of requests for sessions. */
  @WithName("global.requests-per-second")
  @WithDefault("30")
  @Min(1)
  int globalRequestsPerSecond();

  /** What {@code RateLimit-Policy} says in {@code serviceLevel}. */
  @WithDefault("free")
  String serviceLevel();
}
