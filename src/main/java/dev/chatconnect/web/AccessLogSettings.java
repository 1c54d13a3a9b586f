package dev.chatconnect.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether requests are logged. */
@ConfigMapping(prefix = "chat-connect.access-log")
public interface AccessLogSettings {

  /** Log one line for each request. */
  @WithDefault("false")
  boolean enabled();
}
