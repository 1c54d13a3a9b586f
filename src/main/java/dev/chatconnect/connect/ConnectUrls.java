package dev.chatconnect.connect;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.connection.OwnerRules;
import dev.chatconnect.context.ContextHash;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.integration.Integration;
import dev.chatconnect.integration.IntegrationStore;
import dev.chatconnect.integration.IntegrationStore.Remembered;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.ProviderCatalog;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.redis.Followed;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;

/** Starts journeys: checks what is asked for and hands out the provider's URL. */
@Singleton
public class ConnectUrls {

  private final IntegrationStore integrations;
  private final ProviderCatalog providers;
  private final ContextHash contextHash;
  private final JourneyStarter starter;
  private final RedirectAllowList allowList;
  private final MessageOrigins messageOrigins;
  private final VerifierUrls verifierUrls;
  private final RedirectUri redirectUri;
  private final Clock clock;

  ConnectUrls(
      IntegrationStore integrations,
      ProviderCatalog providers,
      ContextHash contextHash,
      JourneyStarter starter,
      RedirectAllowList allowList,
      MessageOrigins messageOrigins,
      VerifierUrls verifierUrls,
      RedirectUri redirectUri,
      Clock clock) {
    this.integrations = integrations;
    this.providers = providers;
    this.contextHash = contextHash;
    this.starter = starter;
    this.allowList = allowList;
    this.messageOrigins = messageOrigins;
    this.verifierUrls = verifierUrls;
    this.redirectUri = redirectUri;
    this.clock = clock;
  }

  /** The URL that starts the asked journey; its state is kept. */
  public Uni<String> create(Environment environment, ConnectUrlRequest request) {
    return create(environment, request, Optional.empty());
  }

  /** The same for a journey that a page of this service starts and that ends there. */
  public Uni<String> createFrom(OwnPage page, Environment environment, ConnectUrlRequest request) {
    return create(environment, request, Optional.of(page));
  }

  private Uni<String> create(
      Environment environment, ConnectUrlRequest request, Optional<OwnPage> ownPage) {
    var found = integrations.remembered(environment, request.integrationIdentifier());
    return found.isPresent()
        ? createFromMemory(environment, request, ownPage, found.get())
        : createAnew(environment, request, ownPage);
  }

  /**
   * Decides on the integration as it was the last time, and asks Redis once, for that to be true
   * still and for the journey to be kept. What may be due to an old integration is decided anew.
   */
  private Uni<String> createFromMemory(
      Environment environment,
      ConnectUrlRequest request,
      Optional<OwnPage> ownPage,
      Remembered found) {
    Uni<String> made;
    try {
      var target = usable(environment, request, Optional.of(found.integration()));
      made = create(environment, request, ownPage, target, Optional.of(found.basis()));
    } catch (RuntimeException e) {
      return createAnew(environment, request, ownPage);
    }
    return made.onFailure(ConnectUrls::isAboutIntegration)
        .recoverWithUni(() -> createAnew(environment, request, ownPage));
  }

  private static boolean isAboutIntegration(Throwable failure) {
    return failure instanceof OutdatedException || failure instanceof ProviderException;
  }

  private Uni<String> createAnew(
      Environment environment, ConnectUrlRequest request, Optional<OwnPage> ownPage) {
    return integrations
        .findByIdentifier(environment, request.integrationIdentifier())
        .chain(
            found -> {
              var target = usable(environment, request, found);
              return create(environment, request, ownPage, target, Optional.empty());
            })
        .onFailure(ProviderException.class)
        .transform(
            failure ->
                ErrorCode.OAUTH_MISSING_CREDENTIALS.with(((ProviderException) failure).message()));
  }

  private Uni<String> create(
      Environment environment,
      ConnectUrlRequest request,
      Optional<OwnPage> ownPage,
      Target target,
      Optional<Followed> basis) {
    var integration = target.integration();
    var provider = target.provider();
    contextHash.require(environment, integration.credentials().flag("hmac"), request.context());
    requireOwner(request, provider);
    BrowserScopes.require(request, provider, integration.credentials());
    verifierUrls.require(integration.credentials());
    var messageOrigin = request.origin().map(messageOrigins::require);
    var returnTo = ownPage.map(OwnPage::address).or(() -> returnTo(request, integration));
    var journey =
        new AuthorizationState(
            environment.id(),
            integration.id(),
            integration.providerId(),
            redirectUri.value(),
            request.mode(),
            request.subscriberId(),
            request.connectionIdentifier(),
            request.context().raw(),
            request.context().keys(),
            request.connectionMode(),
            request.autoLinkUser() && request.mode() == ConnectMode.CONNECT,
            returnTo,
            messageOrigin,
            request.byBrowser(),
            ownPage.map(OwnPage::visit),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            clock.instant());
    return starter.start(
        provider,
        integration.credentials(),
        journey,
        new JourneyStarter.Asked(request.scope(), request.userScope(), basis));
  }

  private record Target(Integration integration, ChatProvider provider) {}

  private Target usable(
      Environment environment, ConnectUrlRequest request, Optional<Integration> found) {
    var identifier = request.integrationIdentifier();
    var integration =
        found
            .filter(Integration::isForChat)
            .orElseThrow(
                () -> ErrorCode.OAUTH_INTEGRATION_NOT_FOUND.with(identifier, environment.id()));
    var provider =
        providers
            .find(integration.providerId())
            .orElseThrow(
                () -> ErrorCode.OAUTH_INTEGRATION_NOT_FOUND.with(identifier, environment.id()));
    if (!integration.active()) {
      throw ErrorCode.OAUTH_INTEGRATION_INACTIVE.with(identifier);
    }
    if (!provider.descriptor().modes().contains(request.mode())) {
      throw ErrorCode.OAUTH_MODE_NOT_SUPPORTED.with(
          integration.providerId(), request.mode().wire());
    }
    return new Target(integration, provider);
  }

  private static void requireOwner(ConnectUrlRequest request, ChatProvider provider) {
    var hasSubscriber = request.subscriberId().isPresent();
    if (provider.grantsWebhook(request.scope()) && !hasSubscriber) {
      throw ErrorCode.SUBSCRIBER_REQUIRED_FOR_WEBHOOK.with();
    }
    if (request.mode() == ConnectMode.LINK_USER) {
      if (!hasSubscriber) {
        throw ErrorCode.SUBSCRIBER_REQUIRED_FOR_LINK.with();
      }
      if (provider.requiresConnectionToLink() && request.connectionIdentifier().isEmpty()) {
        throw ErrorCode.CONNECTION_REQUIRED_FOR_LINK.with();
      }
      return;
    }
    OwnerRules.require(request.connectionMode(), hasSubscriber, request.context().isPresent());
  }

  private Optional<URI> returnTo(ConnectUrlRequest request, Integration integration) {
    return request
        .redirectUrl()
        .or(() -> integration.credentials().text("redirectUrl"))
        .map(url -> allowList.find(url).orElseThrow(ErrorCode.REDIRECT_URL_NOT_ALLOWED::with));
  }
}
