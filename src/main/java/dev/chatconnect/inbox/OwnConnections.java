package dev.chatconnect.inbox;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.connection.ChannelConnection;
import dev.chatconnect.connection.ConnectionFilter;
import dev.chatconnect.connection.ConnectionMode;
import dev.chatconnect.connection.ConnectionRemoval;
import dev.chatconnect.connection.ConnectionService;
import dev.chatconnect.connection.ConnectionStore;
import dev.chatconnect.connection.CreateConnectionRequest;
import dev.chatconnect.connection.OwnerRules;
import dev.chatconnect.integration.IntegrationStore;
import dev.chatconnect.paging.Page;
import dev.chatconnect.paging.PageRequest;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;

/** The connections that a subscriber sees: their own, and those shared within their context. */
@Singleton
class OwnConnections {

  private static final PageRequest FIRST = PageRequest.first(1, false);
  private static final PageRequest COUNTED = PageRequest.first(1, true);

  private final ConnectionStore connections;
  private final ConnectionService service;
  private final ConnectionRemoval removal;
  private final IntegrationStore integrations;
  private final CreationRules rules;
  private final int most;

  OwnConnections(
      ConnectionStore connections,
      ConnectionService service,
      ConnectionRemoval removal,
      IntegrationStore integrations,
      CreationRules rules,
      InboxSettings settings) {
    this.connections = connections;
    this.service = service;
    this.removal = removal;
    this.integrations = integrations;
    this.rules = rules;
    this.most = settings.maxConnections();
  }

  Uni<Page<ChannelConnection>> page(SubscriberSession session, OwnConnectionsQuery query) {
    var environment = session.environment();
    var keys = new RedisKeys(environment.id());
    return integrations.pageOf(
        environment,
        query.integrationIdentifier(),
        integration ->
            connections.pageOfAny(keys, query.filters(session, integration), query.page()));
  }

  /**
   * A connection that the session sees.
   *
   * @param mode only this kind, where given
   * @return 404 for all others, be they somebody else's or unknown
   */
  Uni<ChannelConnection> find(
      SubscriberSession session, String identifier, Optional<ConnectionMode> mode) {
    return find(session, identifier, session.contextKeys())
        .map(
            found -> {
              if (mode.isPresent() && mode.get() != mode(found)) {
                throw ErrorCode.OWN_CONNECTION_NOT_FOUND.with(identifier);
              }
              return found;
            });
  }

  /** The same in another context than the session's. */
  Uni<ChannelConnection> find(SubscriberSession session, String identifier, List<String> context) {
    return connections
        .find(new RedisKeys(session.environment().id()), identifier)
        .map(
            found ->
                found
                    .filter(connection -> session.sees(connection.owner(), context))
                    .orElseThrow(() -> ErrorCode.OWN_CONNECTION_NOT_FOUND.with(identifier)));
  }

  /**
   * Creates a connection of the subscriber from a token that the browser has. Where tokens are made
   * with the app's own credentials the browser brings none, so that its word on the workspace would
   * open any that let the app in.
   */
  Uni<ChannelConnection> create(SubscriberSession session, CreateConnectionRequest request) {
    if (request.isShared()) {
      throw ErrorCode.SHARED_CONNECTION_PROTECTED.with("create");
    }
    ButtonIdentifiers.require(session, "identifier", request.identifier(), false);
    var scoped = rules.scoped(session, request.context());
    return rules
        .requireIntegration(session, request.integrationIdentifier(), scoped)
        .invoke(integration -> rules.requireOwnTokens(integration))
        .chain(() -> requireRoom(session))
        .chain(() -> service.claim(session.environment(), request.in(scoped)));
  }

  /** One for each integration and context, and contexts may be a browser's to choose. */
  private Uni<Void> requireRoom(SubscriberSession session) {
    return connections
        .page(new RedisKeys(session.environment().id()), of(session), COUNTED)
        .invoke(
            page -> {
              if (page.totalCount() >= most) {
                throw ErrorCode.OWN_CONNECTIONS_TOO_MANY.with(page.totalCount());
              }
            })
        .replaceWithVoid();
  }

  private static ConnectionFilter of(SubscriberSession session) {
    return new ConnectionFilter(
        session.subscriber(),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Removes a connection of the subscriber's own; a shared one is somebody else's too. */
  Uni<Void> remove(SubscriberSession session, String identifier) {
    return removal.removeIf(
        session.environment(),
        identifier,
        () -> ErrorCode.OWN_CONNECTION_NOT_FOUND.with(identifier),
        connection -> {
          if (!session.sees(connection.owner(), session.contextKeys())) {
            throw ErrorCode.OWN_CONNECTION_NOT_FOUND.with(identifier);
          }
          if (mode(connection) == ConnectionMode.SHARED) {
            throw ErrorCode.SHARED_CONNECTION_PROTECTED.with("delete");
          }
        });
  }

  /**
   * Requires that a journey of the subscriber would not replace a shared connection that works. The
   * end of the journey looks again; this saves the person the way.
   */
  Uni<Void> requireReplaceable(
      SubscriberSession session, String integrationIdentifier, List<String> context) {
    var environment = session.environment();
    return integrations
        .pageOf(
            environment,
            Optional.of(integrationIdentifier),
            integration ->
                connections.page(
                    new RedisKeys(environment.id()), sharedBy(integration, context), FIRST))
        .invoke(page -> page.items().forEach(OwnerRules::requireReplaceable))
        .replaceWithVoid();
  }

  private static ConnectionFilter sharedBy(Optional<String> integrationId, List<String> context) {
    return new ConnectionFilter(
        Optional.empty(),
        true,
        integrationId,
        Optional.empty(),
        Optional.empty(),
        Optional.of(context));
  }

  private static ConnectionMode mode(ChannelConnection connection) {
    return connection.owner().subscriberId().isPresent()
        ? ConnectionMode.SUBSCRIBER
        : ConnectionMode.SHARED;
  }
}
