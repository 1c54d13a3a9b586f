package dev.chatconnect.connect;

import dev.chatconnect.settings.PositiveInt;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** How much of it there may be at a time. */
@ConfigMapping(prefix = "chat-connect.oauth")
public interface LoadSettings {

  /** Journeys that an environment may have under way. */
  @WithDefault("100000")
  @WithConverter(PositiveInt.class)
  int maxPending();

  /** How many of them one subscriber may have started from browsers. */
  @WithDefault("50")
  @WithConverter(PositiveInt.class)
  int maxPendingPerSubscriber();

  /** Callbacks that this process works on. */
  @WithDefault("512")
  @WithConverter(PositiveInt.class)
  int maxConcurrentCallbacks();
}
