package dev.chatconnect.connectpage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import dev.chatconnect.connection.ChannelConnection;
import dev.chatconnect.connection.ConnectionFilter;
import dev.chatconnect.connection.ConnectionStatus;
import dev.chatconnect.connection.ConnectionStore;
import dev.chatconnect.endpoint.ChannelEndpoint;
import dev.chatconnect.endpoint.EndpointFilter;
import dev.chatconnect.endpoint.EndpointStore;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.integration.Channel;
import dev.chatconnect.integration.Integration;
import dev.chatconnect.integration.ReadableIntegrations;
import dev.chatconnect.paging.PageRequest;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.ProviderCatalog;
import dev.chatconnect.redis.RedisKeys;
import io.smallrye.mutiny.Uni;

/** Finds out what a visitor has connected. */
@Singleton
class Apps {

  private static final List<String> NAMES =
      List.of("name", "email", "username", "personEmail", "phoneNumber", "channel");

  private static final List<String> IDS = List.of("userId", "personId", "channelId", "chatId");

  /** More than a person connects; newest first, so that what was done last is there. */
  private static final PageRequest ALL = PageRequest.first(100, false);

  private final ReadableIntegrations integrations;
  private final ConnectionStore connections;
  private final EndpointStore endpoints;
  private final ProviderCatalog providers;

  Apps(
      ReadableIntegrations integrations,
      ConnectionStore connections,
      EndpointStore endpoints,
      ProviderCatalog providers) {
    this.integrations = integrations;
    this.connections = connections;
    this.endpoints = endpoints;
    this.providers = providers;
  }

  /** The active chat apps that a visit shows, with their state, in the order of their creation. */
  Uni<List<App>> of(Environment environment, Visit visit) {
    var keys = new RedisKeys(environment.id());
    return Uni.combine()
        .all()
        .unis(
            integrations.list(environment),
            connections.page(keys, connections(visit, false), ALL),
            connections.page(keys, connections(visit, true), ALL),
            endpoints.page(keys, endpoints(visit), ALL))
        .asTuple()
        .map(
            found ->
                apps(
                    visit,
                    found.getItem1(),
                    // Somebody's own connection comes before a shared one.
                    Stream.concat(
                            found.getItem2().items().stream(), found.getItem3().items().stream())
                        .toList(),
                    found.getItem4().items()));
  }

  private List<App> apps(
      Visit visit,
      List<Integration> integrations,
      List<ChannelConnection> connections,
      List<ChannelEndpoint> endpoints) {
    Map<String, ChannelConnection> connectionOf =
        connections.stream()
            .collect(
                Collectors.toMap(
                    connection -> connection.owner().integrationId(),
                    connection -> connection,
                    (own, shared) -> own));
    var endpointsOf =
        endpoints.stream().collect(Collectors.groupingBy(ChannelEndpoint::integrationId));
    return integrations.stream()
        .filter(Integration::active)
        .filter(Integration::isForChat)
        .filter(integration -> visit.shows(integration.identifier()))
        .flatMap(
            integration ->
                providers
                    .find(integration.providerId())
                    .map(
                        provider ->
                            app(
                                integration,
                                provider,
                                Optional.ofNullable(connectionOf.get(integration.id())),
                                endpointsOf.getOrDefault(integration.id(), List.of())))
                    .stream())
        .toList();
  }

  private static App app(
      Integration integration,
      ChatProvider provider,
      Optional<ChannelConnection> connection,
      List<ChannelEndpoint> endpoints) {
    var modes = provider.descriptor().modes();
    var called = provider.descriptor().displayName();
    return new App(
        integration.identifier(),
        integration.name(),
        called,
        connection.map(found -> workspace(found, called)),
        endpoints.stream().map(found -> account(found, called)).toList(),
        modes.contains(ConnectMode.CONNECT),
        modes.contains(ConnectMode.LINK_USER) || provider.chatLink().isPresent(),
        endpoints.stream().anyMatch(endpoint -> isLinked(endpoint, modes)));
  }

  /** Where there are workspaces, an account needs the connection of its own. */
  private static boolean isLinked(ChannelEndpoint endpoint, Set<ConnectMode> modes) {
    return !modes.contains(ConnectMode.CONNECT) || endpoint.connectionIdentifier().isPresent();
  }

  private static App.Workspace workspace(ChannelConnection connection, String provider) {
    return new App.Workspace(
        connection.identifier(),
        Optional.ofNullable(connection.workspace().get("name"))
            .map(String::valueOf)
            .map(Label::named)
            .orElseGet(() -> Label.unnamed(provider, connection.workspaceId())),
        connection.status() == ConnectionStatus.ACTIVE,
        connection.owner().subscriberId().isEmpty());
  }

  /** A webhook's URL is a secret, so only fields that name somebody are shown. */
  private static App.Account account(ChannelEndpoint endpoint, String provider) {
    var fields = endpoint.sealedFields().tryOpen().orElseGet(Map::of);
    var name =
        first(fields, NAMES)
            .map(Label::named)
            .or(() -> first(fields, IDS).map(id -> Label.unnamed(provider, id)))
            .orElseGet(() -> Label.named(endpoint.type().wire().replace('_', ' ')));
    return new App.Account(endpoint.identifier(), name);
  }

  private static Optional<String> first(Map<String, Object> fields, List<String> names) {
    return names.stream()
        .map(fields::get)
        .flatMap(value -> Optional.ofNullable(value).stream())
        .findFirst()
        .map(String::valueOf);
  }

  private static ConnectionFilter connections(Visit visit, boolean shared) {
    return new ConnectionFilter(
        shared ? Optional.empty() : Optional.of(visit.subscriberId()),
        shared,
        Optional.empty(),
        Optional.empty(),
        Optional.of(Channel.CHAT.wire()),
        Optional.of(visit.acting().keys()));
  }

  private static EndpointFilter endpoints(Visit visit) {
    return new EndpointFilter(
        Optional.of(visit.subscriberId()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(Channel.CHAT.wire()),
        Optional.of(visit.acting().keys()));
  }
}
