package dev.chatconnect.web;

import dev.chatconnect.settings.PositiveInt;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** How many requests are worked on. */
@ConfigMapping(prefix = "chat-connect.http")
public interface AdmissionSettings {

  /**
   * Requests that this process works on at a time, but for callbacks, which have a bound of their
   * own.
   */
  @WithDefault("1024")
  @WithConverter(PositiveInt.class)
  int maxInFlight();
}
