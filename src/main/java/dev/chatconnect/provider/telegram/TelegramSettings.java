package dev.chatconnect.provider.telegram;

import java.net.URI;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where Telegram is. */
@ConfigMapping(prefix = "chat-connect.providers.telegram")
public interface TelegramSettings {

  /** The <a href="https://core.telegram.org/bots/api#making-requests">Bot API</a>. */
  @WithDefault("https://api.telegram.org")
  URI baseUrl();
}
