package dev.chatconnect.connect;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** The OAuth journey. */
@ConfigMapping(prefix = "chat-connect")
public interface ConnectSettings {

  /** Root of the redirect URI; never taken from the request. */
  @WithDefault("http://localhost:8080")
  URI publicUrl();

  /** Life of a connect URL, {@code 1s} to {@code 10m}. */
  @WithName("oauth.state-ttl")
  @WithDefault("5m")
  Duration stateTtl();

  /** Exact origins or URL prefixes that a journey may end at. */
  @WithName("oauth.redirect-allow-list")
  Optional<List<String>> redirectAllowList();
}
