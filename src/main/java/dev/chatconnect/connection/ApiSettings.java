package dev.chatconnect.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the API tells. */
@ConfigMapping(prefix = "chat-connect.api")
public interface ApiSettings {

  /** Show access tokens in every answer about a connection, instead of the empty string. */
  @WithDefault("false")
  boolean revealTokens();
}
