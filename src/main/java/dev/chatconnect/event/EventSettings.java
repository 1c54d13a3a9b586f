package dev.chatconnect.event;

import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long the stream of events may get. */
@ConfigMapping(prefix = "chat-connect.events")
public interface EventSettings {

  /** Entries of an environment that are kept as its audit log. */
  @WithDefault("50000")
  @Min(1)
  long keep();

  /**
   * Entries that an environment may have while webhooks are not delivered; beyond it the oldest go,
   * delivered or not.
   */
  @WithDefault("500000")
  @Min(1)
  long most();

  /** Pause between two trims; {@code off} for none. */
  @WithDefault("60s")
  String trimEvery();
}
