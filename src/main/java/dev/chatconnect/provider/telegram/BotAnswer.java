package dev.chatconnect.provider.telegram;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What every method answers, <a href="https://core.telegram.org/bots/api#making-requests">Making
 * requests</a>. The description of a failure is for developers and stays unread.
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record BotAnswer(Optional<Boolean> ok, Optional<JsonNode> result) {

  /** The bot's name without the {@code @}; of getMe. */
  Optional<String> username() {
    return result.map(bot -> bot.path("username").asText("")).filter(name -> !name.isEmpty());
  }
}
