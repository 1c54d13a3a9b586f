package dev.chatconnect.connect;

import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Who may be told how a journey in a popup ended. */
@ConfigMapping(prefix = "chat-connect.oauth")
public interface MessageSettings {

  /** Exact origins of the application's pages, for example {@code https://app.example.com}. */
  Optional<List<String>> messageOrigins();
}
