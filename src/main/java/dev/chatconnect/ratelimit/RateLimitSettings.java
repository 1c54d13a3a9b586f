package dev.chatconnect.ratelimit;

import dev.chatconnect.settings.PositiveInt;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** How many requests an environment and each of its subscribers may make. */
@ConfigMapping(prefix = "chat-connect.rate-limit")
public interface RateLimitSettings {

  /** Limit requests at all. */
  @WithDefault("false")
  boolean enabled();

  /** Sustained rate of the channel connection and channel endpoint routes. */
  @WithName("configuration.requests-per-second")
  @WithDefault("20")
  @WithConverter(PositiveInt.class)
  int configurationRequestsPerSecond();

  /**
   * Sustained rate of all other routes, and, on its own, of requests for sessions that nobody
   * vouches for, from one network.
   */
  @WithName("global.requests-per-second")
  @WithDefault("30")
  @WithConverter(PositiveInt.class)
  int globalRequestsPerSecond();

  /** Sustained rate of one subscriber, in all their browsers. */
  @WithName("subscriber.requests-per-second")
  @WithDefault("10")
  @WithConverter(PositiveInt.class)
  int subscriberRequestsPerSecond();

  /** What {@code RateLimit-Policy} says in {@code serviceLevel}. */
  @WithDefault("free")
  String serviceLevel();
}
