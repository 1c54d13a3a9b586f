package dev.chatconnect.event;

import dev.chatconnect.settings.PositiveLong;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** How long the stream of events may get. */
@ConfigMapping(prefix = "chat-connect.events")
public interface EventSettings {

  /** Entries of an environment that are kept as its audit log. */
  @WithDefault("50000")
  @WithConverter(PositiveLong.class)
  long keep();

  /**
   * Entries that an environment may have while webhooks are not delivered; beyond it the oldest go,
   * delivered or not. Not less than {@code chat-connect.events.keep}: the start is refused
   * otherwise.
   */
  @WithDefault("500000")
  @WithConverter(PositiveLong.class)
  long most();

  /** Pause between two trims; {@code off} for none. */
  @WithDefault("60s")
  String trimEvery();
}
