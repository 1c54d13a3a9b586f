package dev.chatconnect.provider.webex;

import java.net.URI;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where Webex is. */
@ConfigMapping(prefix = "chat-connect.providers.webex")
public interface WebexSettings {

  /** The authorize page, the token endpoint and the API hang off it. */
  @WithDefault("https://webexapis.com/v1")
  URI baseUrl();
}
