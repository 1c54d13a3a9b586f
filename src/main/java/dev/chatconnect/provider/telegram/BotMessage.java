package dev.chatconnect.provider.telegram;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Parameters of <a href="https://core.telegram.org/bots/api#sendmessage">sendMessage</a>. */
@RegisterForReflection
record BotMessage(@JsonProperty("chat_id") String chatId, String text) {}
