package dev.chatconnect.provider.googlechat;

import java.net.URI;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * Where Google is, by its <a href="https://accounts.google.com/.well-known/openid-configuration">
 * discovery document</a>: each part has a host of its own.
 */
@ConfigMapping(prefix = "chat-connect.providers.google-chat")
public interface GoogleChatSettings {

  /** The sign-in page; also the issuer of id_tokens. */
  @WithDefault("https://accounts.google.com")
  URI accountsUrl();

  /** The token endpoint hangs off it. */
  @WithDefault("https://oauth2.googleapis.com")
  URI oauthUrl();

  /** The signing keys hang off it. */
  @WithDefault("https://www.googleapis.com")
  URI keysUrl();
}
