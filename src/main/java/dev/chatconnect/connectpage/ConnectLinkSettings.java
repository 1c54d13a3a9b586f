package dev.chatconnect.connectpage;

import java.time.Duration;

import dev.chatconnect.settings.PositiveInt;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** Links to the connect page. */
@ConfigMapping(prefix = "chat-connect.connect-links")
public interface ConnectLinkSettings {

  /** Life of a link whose request names none. */
  @WithDefault("15m")
  Duration defaultTtl();

  /** Longest life that a request may name. */
  @WithDefault("24h")
  Duration maxTtl();

  /** How long the page can be used after its link was opened. */
  @WithDefault("30m")
  Duration sessionTtl();

  /** Unopened links that an environment may have at a time. */
  @WithDefault("10000")
  @WithConverter(PositiveInt.class)
  int maxLive();
}
