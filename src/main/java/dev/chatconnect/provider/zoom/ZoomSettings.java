package dev.chatconnect.provider.zoom;

import java.net.URI;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where Zoom is; Zoom for Government is at {@code zoomgov.com} and {@code api.zoomgov.com}. */
@ConfigMapping(prefix = "chat-connect.providers.zoom")
public interface ZoomSettings {

  /** The authorize page and the token endpoint hang off it. */
  @WithDefault("https://zoom.us")
  URI baseUrl();

  /** The API, with its version. */
  @WithDefault("https://api.zoom.us/v2")
  URI apiUrl();
}
