package dev.chatconnect.provider.telegram;

import java.util.Optional;

import dev.chatconnect.crypto.Hmac;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.EventRequest;
import dev.chatconnect.provider.ProviderEvent;
import dev.chatconnect.provider.ProviderEvents;
import dev.chatconnect.provider.ProviderNotice.Uninteresting;

/**
 * Updates of a bot's <a href="https://core.telegram.org/bots/api#setwebhook">webhook</a>. They are
 * not signed, but carry the secret that the webhook was set with.
 */
final class TelegramEvents implements ProviderEvents {

  private static final String SECRET = "x-telegram-bot-api-secret-token";

  @Override
  public boolean isPlausible(EventRequest request) {
    return request.header(SECRET).filter(secret -> secret.length() <= 256).isPresent();
  }

  @Override
  public Optional<String> secret(Credentials credentials) {
    return Bot.find(credentials).map(Bot::webhookSecret);
  }

  @Override
  public boolean isBy(String secret, EventRequest request) {
    return Hmac.same(secret, request.header(SECRET).orElse(""));
  }

  @Override
  public int hashedBytes(EventRequest request) {
    return 0;
  }

  @Override
  public ProviderEvent read(Credentials credentials, EventRequest request) {
    return request
        .json(Update.class)
        .map(update -> new ProviderEvent(update.id().map(id -> Long.toString(id)), update.notice()))
        .orElseGet(() -> new ProviderEvent(Optional.empty(), new Uninteresting()));
  }
}
