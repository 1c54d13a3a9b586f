package dev.chatconnect.connectpage;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.connect.ChatLinks;
import dev.chatconnect.connect.ConnectUrlRequest;
import dev.chatconnect.connect.ConnectUrls;
import dev.chatconnect.connect.LinkChatRequest;
import dev.chatconnect.connect.OwnPage;
import dev.chatconnect.connection.ChannelConnection;
import dev.chatconnect.connection.ConnectionMode;
import dev.chatconnect.connection.ConnectionRemoval;
import dev.chatconnect.endpoint.ChannelEndpoint;
import dev.chatconnect.endpoint.EndpointRemoval;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.integration.Integration;
import dev.chatconnect.integration.IntegrationStore;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.ProviderCatalog;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;

/** Does what a visitor asks for, within what the visit is for. */
@Singleton
class Steps {

  private final ConnectUrls urls;
  private final ChatLinks chatLinks;
  private final Apps apps;
  private final IntegrationStore integrations;
  private final ProviderCatalog providers;
  private final ConnectionRemoval connections;
  private final EndpointRemoval endpoints;

  Steps(
      ConnectUrls urls,
      ChatLinks chatLinks,
      Apps apps,
      IntegrationStore integrations,
      ProviderCatalog providers,
      ConnectionRemoval connections,
      EndpointRemoval endpoints) {
    this.urls = urls;
    this.chatLinks = chatLinks;
    this.apps = apps;
    this.integrations = integrations;
    this.providers = providers;
    this.connections = connections;
    this.endpoints = endpoints;
  }

  /**
   * Begins a journey.
   *
   * @param page where it ends
   * @return where the browser goes
   */
  Uni<URI> begin(
      Environment environment, Visit visit, Step step, String integrationIdentifier, OwnPage page) {
    return integration(environment, visit, integrationIdentifier)
        .chain(
            integration ->
                step == Step.CONNECT
                    ? urls.createFrom(
                            page,
                            environment,
                            request(visit, ConnectMode.CONNECT, integration, Optional.empty()))
                        .map(URI::create)
                    : link(environment, visit, integration, page));
  }

  /** Removes a connection of the visitor's own; 404 for all others. */
  Uni<Void> disconnect(
      Environment environment, Visit visit, String integrationIdentifier, String connection) {
    return integration(environment, visit, integrationIdentifier)
        .chain(
            integration ->
                connections.removeIf(
                    environment,
                    connection,
                    () -> ErrorCode.CONNECTION_NOT_FOUND.with(connection),
                    found -> {
                      if (!isOwn(found, visit, integration)) {
                        throw ErrorCode.CONNECTION_NOT_FOUND.with(connection);
                      }
                    }));
  }

  /** Removes an endpoint of the visitor's own; 404 for all others. */
  Uni<Void> unlink(
      Environment environment, Visit visit, String integrationIdentifier, String endpoint) {
    var keys = new RedisKeys(environment.id());
    return integration(environment, visit, integrationIdentifier)
        .chain(
            integration ->
                endpoints.removeIf(keys, endpoint, found -> isOwn(found, visit, integration)))
        .invoke(
            removed -> {
              if (!removed) {
                throw ErrorCode.ENDPOINT_NOT_FOUND.with(endpoint);
              }
            })
        .replaceWithVoid();
  }

  /** The app that a step is about, as far as the visit shows it. */
  private Uni<Integration> integration(Environment environment, Visit visit, String identifier) {
    return integrations
        .findByIdentifier(environment, identifier)
        .map(
            found ->
                found
                    .filter(integration -> visit.shows(identifier))
                    .orElseThrow(() -> ErrorCode.INTEGRATION_NOT_FOUND.with(identifier)));
  }

  private Uni<URI> link(
      Environment environment, Visit visit, Integration integration, OwnPage page) {
    var byOAuth =
        providers
            .find(integration.providerId())
            .filter(found -> found.descriptor().modes().contains(ConnectMode.LINK_USER))
            .isPresent();
    if (!byOAuth) {
      var request =
          new LinkChatRequest(integration.identifier(), visit.subscriberId(), visit.acting(), true);
      return chatLinks.create(environment, request).map(offer -> offer.url());
    }
    return apps.of(environment, visit)
        .chain(
            all ->
                urls.createFrom(
                    page,
                    environment,
                    request(
                        visit, ConnectMode.LINK_USER, integration, workspace(all, integration))))
        .map(URI::create);
  }

  /** The connection that an account is linked to; empty where the app connects no workspaces. */
  private static Optional<String> workspace(List<App> all, Integration integration) {
    return all.stream()
        .filter(app -> app.identifier().equals(integration.identifier()))
        .filter(App::canConnect)
        .findFirst()
        .map(
            app ->
                app.workspace()
                    .map(App.Workspace::identifier)
                    .orElseThrow(ErrorCode.CONNECTION_REQUIRED_FOR_LINK::with));
  }

  private static ConnectUrlRequest request(
      Visit visit, ConnectMode mode, Integration integration, Optional<String> connection) {
    return new ConnectUrlRequest(
        mode,
        integration.identifier(),
        Optional.of(visit.subscriberId()),
        connection,
        visit.acting(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(ConnectionMode.SUBSCRIBER),
        false,
        Optional.empty(),
        visit.origin(),
        true);
  }

  private static boolean isOwn(ChannelConnection found, Visit visit, Integration integration) {
    var owner = found.owner();
    return owner.integrationId().equals(integration.id())
        && owner.subscriberId().filter(visit.subscriberId()::equals).isPresent()
        && owner.contextKeys().equals(visit.acting().keys());
  }

  private static boolean isOwn(ChannelEndpoint found, Visit visit, Integration integration) {
    return found.integrationId().equals(integration.id())
        && found.subscriberId().equals(visit.subscriberId())
        && found.contextKeys().equals(visit.acting().keys());
  }
}
