package dev.chatconnect.connect;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The OAuth journey. */
@ConfigMapping(prefix = "chat-connect.oauth")
public interface ConnectSettings {

  /** Life of a connect URL, {@code 1s} to {@code 10m}. */
  @WithDefault("5m")
  Duration stateTtl();

  /** Exact origins or URL prefixes that a journey may end at. */
  Optional<List<String>> redirectAllowList();
}
