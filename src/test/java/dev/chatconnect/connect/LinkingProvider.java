package dev.chatconnect.connect;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import dev.chatconnect.provider.AuthorizationRequest;
import dev.chatconnect.provider.AuthorizationResponse;
import dev.chatconnect.provider.ChatLink;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.PlatformUser;
import dev.chatconnect.provider.ProviderDescriptor;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.ProviderResult;
import io.smallrye.mutiny.Uni;

/**
 * A provider that links by chat alone. The integration's {@code apiToken} decides what it does: a
 * {@link Kind} makes it fail that way, none is a missing credential.
 */
@Singleton
public class LinkingProvider implements ChatProvider {

  public static final String ID = "linking-probe";

  @Override
  public ProviderDescriptor descriptor() {
    return new ProviderDescriptor(
        ID,
        "Linking probe",
        Set.of(),
        List.of(),
        List.of("apiToken"),
        URI.create("https://chat.example"));
  }

  @Override
  public Optional<ChatLink> chatLink() {
    return Optional.of(new Link());
  }

  private static final class Link implements ChatLink {

    @Override
    public Uni<Offer> offer(Request request) {
      return LinkingProvider.offer(request);
    }

    @Override
    public Uni<Void> tell(Credentials credentials, PlatformUser user, String sentence) {
      return Uni.createFrom().voidItem();
    }
  }

  private static Uni<ChatLink.Offer> offer(ChatLink.Request request) {
    var token = request.credentials().text("apiToken");
    if (token.isEmpty()) {
      return Uni.createFrom()
          .failure(
              new ProviderException(Kind.MISCONFIGURED, "no_token", "The bot token is missing"));
    }
    if (token.get().equals(Kind.UNAVAILABLE.name())) {
      return Uni.createFrom()
          .failure(new ProviderException(Kind.UNAVAILABLE, "down", "The chat is down"));
    }
    return Uni.createFrom()
        .item(
            new ChatLink.Offer(
                URI.create("https://chat.example/bot?start=" + request.code()),
                Map.of("botUsername", "bot", "expiresAt", request.expiresAt().toString())));
  }

  @Override
  public String authorizationUrl(AuthorizationRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<ProviderResult> complete(AuthorizationResponse response) {
    throw new UnsupportedOperationException();
  }
}
