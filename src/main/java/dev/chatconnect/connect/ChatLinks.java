package dev.chatconnect.connect;

import java.time.Clock;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.context.ContextHash;
import dev.chatconnect.crypto.RandomIds;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.integration.Integration;
import dev.chatconnect.integration.IntegrationStore;
import dev.chatconnect.provider.ChatLink;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.ProviderCatalog;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;

/** Starts links through a chat: the code is kept like the state of any other journey. */
@Singleton
public class ChatLinks {

  private final IntegrationStore integrations;
  private final ProviderCatalog providers;
  private final ContextHash contextHash;
  private final AuthorizationStateStore states;
  private final ConnectSettings settings;
  private final RedirectUri redirectUri;
  private final EventsUrl eventsUrl;
  private final RandomIds ids;
  private final Clock clock;

  ChatLinks(
      IntegrationStore integrations,
      ProviderCatalog providers,
      ContextHash contextHash,
      AuthorizationStateStore states,
      ConnectSettings settings,
      RedirectUri redirectUri,
      EventsUrl eventsUrl,
      RandomIds ids,
      Clock clock) {
    this.integrations = integrations;
    this.providers = providers;
    this.contextHash = contextHash;
    this.states = states;
    this.settings = settings;
    this.redirectUri = redirectUri;
    this.eventsUrl = eventsUrl;
    this.ids = ids;
    this.clock = clock;
  }

  /** What the subscriber opens; its code is kept once the provider has agreed. */
  public Uni<ChatLink.Offer> create(Environment environment, LinkChatRequest request) {
    return integrations
        .findByIdentifier(environment, request.integrationIdentifier())
        .chain(found -> create(environment, request, chat(request, found)));
  }

  private Uni<ChatLink.Offer> create(
      Environment environment, LinkChatRequest request, Integration integration) {
    var link =
        providers
            .find(integration.providerId())
            .flatMap(ChatProvider::chatLink)
            .orElseThrow(() -> ErrorCode.LINK_NOT_SUPPORTED.with(integration.providerId()));
    contextHash.require(environment, integration.credentials().flag("hmac"), request.context());
    if (!integration.active()) {
      throw ErrorCode.OAUTH_INTEGRATION_INACTIVE.with(request.integrationIdentifier());
    }
    var code = ids.secret();
    var now = clock.instant();
    var journey =
        new AuthorizationState(
            environment.id(),
            integration.id(),
            integration.providerId(),
            redirectUri.value(),
            ConnectMode.LINK_USER,
            Optional.of(request.subscriberId()),
            Optional.empty(),
            request.context().raw(),
            request.context().keys(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            request.byBrowser(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            now);
    return link.offer(
            new ChatLink.Request(
                integration.credentials(),
                code,
                now.plus(settings.stateTtl()),
                eventsUrl.of(integration.providerId(), integration.id())))
        .onFailure(ProviderException.class)
        .transform(failure -> answer((ProviderException) failure))
        .call(() -> states.keep(code, journey));
  }

  private static Integration chat(LinkChatRequest request, Optional<Integration> found) {
    return found
        .filter(Integration::isForChat)
        .orElseThrow(
            () -> ErrorCode.LINK_INTEGRATION_NOT_FOUND.with(request.integrationIdentifier()));
  }

  private static ApiException answer(ProviderException failure) {
    return switch (failure.kind()) {
      case MISCONFIGURED -> ErrorCode.LINK_MISCONFIGURED.with(failure.message());
      // Nobody was sent to the provider yet: what it refuses is not the caller's mistake.
      case REFUSED -> ErrorCode.JOURNEY_BAD_ANSWER.with(failure.message());
      default -> JourneyFailures.answer(failure);
    };
  }
}
