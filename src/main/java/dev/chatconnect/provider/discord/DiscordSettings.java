package dev.chatconnect.provider.discord;

import java.net.URI;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where Discord is. */
@ConfigMapping(prefix = "chat-connect.providers.discord")
public interface DiscordSettings {

  /** The authorize page and {@code /api} hang off it. */
  @WithDefault("https://discord.com")
  URI baseUrl();
}
