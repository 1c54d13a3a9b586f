package dev.chatconnect.provider.telegram;

import java.net.URI;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Parameters of <a href="https://core.telegram.org/bots/api#setwebhook">setWebhook</a>.
 *
 * @param secretToken what Telegram sends along with every update, 1 to 256 characters of {@code A-Z
 *     a-z 0-9 _ -}
 * @param allowedUpdates kinds of updates to send
 */
@RegisterForReflection
record BotWebhook(
    URI url,
    @JsonProperty("secret_token") String secretToken,
    @JsonProperty("allowed_updates") List<String> allowedUpdates) {

  /** Without the secret: this text may end in a log. */
  @Override
  public String toString() {
    return "BotWebhook[" + url + "]";
  }
}
