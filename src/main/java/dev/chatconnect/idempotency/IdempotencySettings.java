package dev.chatconnect.idempotency;

import java.net.URI;
import java.time.Duration;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long answers are kept for repeated requests. */
@ConfigMapping(prefix = "chat-connect.idempotency")
public interface IdempotencySettings {

  /** Honour the {@code Idempotency-Key} header at all. */
  @WithDefault("true")
  boolean enabled();

  /** Longest time that a request counts as being processed, should its replica die. */
  @WithDefault("5m")
  Duration inProgressTimeout();

  /** How long an answer is replayed. */
  @WithDefault("24h")
  Duration retention();

  /**
   * How long an answer that holds a provider's access token is replayed: tokens end soon. With
   * {@code chat-connect.api.reveal-tokens} that is every answer about a connection.
   */
  @WithDefault("1m")
  Duration tokenRetention();

  /** Larger answers are not kept; their requests run again when repeated. */
  @WithDefault("256K")
  MemorySize maxStoredBody();

  /** What the {@code Link} header of refused repetitions names. */
  @WithDefault("https://docs.novu.co/additional-resources/idempotency")
  URI documentationUrl();
}
