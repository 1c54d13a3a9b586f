package dev.chatconnect.provider.telegram;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import dev.chatconnect.provider.AuthorizationRequest;
import dev.chatconnect.provider.AuthorizationResponse;
import dev.chatconnect.provider.ChatLink;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.ProviderClients;
import dev.chatconnect.provider.ProviderDescriptor;
import dev.chatconnect.provider.ProviderEvents;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.ProviderResult;
import io.smallrye.mutiny.Uni;

/**
 * Telegram, by its <a href="https://core.telegram.org/bots/api">Bot API</a>: users are linked by
 * opening a chat with the bot. There is nothing to connect, since a bot belongs to nobody's
 * workspace.
 */
@Singleton
public class TelegramProvider implements ChatProvider {

  private static final ProviderDescriptor DESCRIPTOR =
      new ProviderDescriptor(
          "telegram",
          "Telegram",
          Set.of(),
          List.of(TelegramLink.CHAT_ENDPOINT),
          List.of("apiToken"),
          URI.create("https://t.me/BotFather"));

  private final ChatLink link;
  private final ProviderEvents events = new TelegramEvents();

  TelegramProvider(TelegramSettings settings, ProviderClients clients, Clock clock) {
    var telegram =
        clients.open(
            DESCRIPTOR.id(), DESCRIPTOR.displayName(), TelegramApi.class, settings.baseUrl());
    link = new TelegramLink(telegram, clock);
  }

  @Override
  public ProviderDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Optional<ChatLink> chatLink() {
    return Optional.of(link);
  }

  @Override
  public Optional<ProviderEvents> events() {
    return Optional.of(events);
  }

  @Override
  public String authorizationUrl(AuthorizationRequest request) {
    throw withoutOAuth();
  }

  @Override
  public Uni<ProviderResult> complete(AuthorizationResponse response) {
    return Uni.createFrom().failure(TelegramProvider::withoutOAuth);
  }

  private static ProviderException withoutOAuth() {
    return new ProviderException(
        Kind.REFUSED, "no_oauth", "Telegram users are linked in a chat with the bot");
  }
}
