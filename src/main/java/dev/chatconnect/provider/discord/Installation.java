package dev.chatconnect.provider.discord;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What the answer to a code exchange has besides tokens, <a
 * href="https://discord.com/developers/docs/topics/oauth2">OAuth2</a>.
 *
 * @param guild that the bot was added to; with the scope {@code bot}
 * @param webhook into one channel; with the scope {@code webhook.incoming}
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record Installation(Optional<Named> guild, Optional<Webhook> webhook) {

  /** An incoming webhook; each grant makes a new one. */
  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Webhook(Optional<String> url, @JsonProperty("channel_id") Optional<String> channelId) {

    /** Without the URL, which is a secret. */
    @Override
    public String toString() {
      return "Webhook[]";
    }
  }
}
