package dev.chatconnect.web;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long bodies may take. */
@ConfigMapping(prefix = "chat-connect.http")
public interface BodySettings {

  /**
   * Time in which the body of a request has to come in, but for imports; the connection is closed
   * then. More than calls to providers may take, which some requests wait for.
   */
  @WithDefault("30s")
  Duration bodyTimeout();
}
