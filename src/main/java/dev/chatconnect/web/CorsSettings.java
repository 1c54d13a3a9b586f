package dev.chatconnect.web;

import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;

/** Which web pages may call the API from a browser. */
@ConfigMapping(prefix = "chat-connect.cors")
public interface CorsSettings {

  /**
   * Origins, exactly as browsers send them, that may call routes which take an API key. The routes
   * of subscribers are open to all.
   */
  Optional<Set<String>> origins();
}
