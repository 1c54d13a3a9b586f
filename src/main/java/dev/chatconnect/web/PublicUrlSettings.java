package dev.chatconnect.web;

import java.net.URI;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where browsers and providers reach the service. */
@ConfigMapping(prefix = "chat-connect")
public interface PublicUrlSettings {

  /** Root of the redirect URI; never taken from the request. */
  @WithDefault("http://localhost:8080")
  URI publicUrl();
}
