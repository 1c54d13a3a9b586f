package dev.chatconnect.inbox;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import dev.chatconnect.context.ActingContext;
import dev.chatconnect.endpoint.ChannelEndpoint;
import dev.chatconnect.endpoint.CreateEndpointRequest;
import dev.chatconnect.endpoint.EndpointFilter;
import dev.chatconnect.endpoint.EndpointRemoval;
import dev.chatconnect.endpoint.EndpointService;
import dev.chatconnect.endpoint.EndpointStore;
import dev.chatconnect.endpoint.EndpointType;
import dev.chatconnect.integration.IntegrationStore;
import dev.chatconnect.paging.Page;
import dev.chatconnect.paging.PageRequest;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.web.ErrorCode;
import dev.chatconnect.web.WireEnum;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;

/** The endpoints of a subscriber in the context of their session. */
@Singleton
@Startup
class OwnEndpoints {

  private static final PageRequest ONE = PageRequest.first(1, true);

  private final EndpointStore endpoints;
  private final EndpointService service;
  private final EndpointRemoval removal;
  private final IntegrationStore integrations;
  private final OwnConnections connections;
  private final CreationRules rules;
  private final Set<EndpointType> creatable;
  private final int most;

  OwnEndpoints(
      EndpointStore endpoints,
      EndpointService service,
      EndpointRemoval removal,
      IntegrationStore integrations,
      OwnConnections connections,
      CreationRules rules,
      InboxSettings settings) {
    this.endpoints = endpoints;
    this.service = service;
    this.removal = removal;
    this.integrations = integrations;
    this.connections = connections;
    this.rules = rules;
    this.creatable = types(settings.endpointTypes());
    this.most = settings.maxEndpoints();
  }

  Uni<Page<ChannelEndpoint>> page(SubscriberSession session, OwnEndpointsQuery query) {
    var environment = session.environment();
    var keys = new RedisKeys(environment.id());
    return integrations.pageOf(
        environment,
        query.integrationIdentifier(),
        integration -> endpoints.page(keys, query.filter(session, integration), query.page()));
  }

  /** An endpoint of the subscriber; 404 for all others, be they somebody else's or unknown. */
  Uni<ChannelEndpoint> find(SubscriberSession session, String identifier) {
    return endpoints
        .find(new RedisKeys(session.environment().id()), identifier)
        .map(
            found ->
                found
                    .filter(session::owns)
                    .orElseThrow(() -> ErrorCode.OWN_ENDPOINT_NOT_FOUND.with(identifier)));
  }

  /**
   * Creates an endpoint of the subscriber. A place in a connected workspace can be named; a person
   * must prove who they are, and a URL would make the application call wherever a browser wants.
   */
  Uni<ChannelEndpoint> create(SubscriberSession session, CreateEndpointRequest request) {
    if (!creatable.contains(request.type())) {
      throw ErrorCode.ENDPOINT_TYPE_PROTECTED.with(request.type().wire());
    }
    var scoped = rules.scoped(session, request.context());
    return rules
        .requireIntegration(session, request.integrationIdentifier(), scoped)
        .chain(() -> requireVisible(session, request, scoped))
        .chain(() -> requireRoom(session))
        .chain(() -> service.create(session.environment(), request.in(scoped)));
  }

  private static Set<EndpointType> types(Set<String> names) {
    return names.stream()
        .map(
            name ->
                WireEnum.find(EndpointType.class, name)
                    .orElseThrow(
                        () ->
                            new IllegalStateException(
                                "chat-connect.inbox.endpoint-types: there is no type " + name)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private Uni<Void> requireVisible(
      SubscriberSession session, CreateEndpointRequest request, ActingContext scoped) {
    return request
        .connectionIdentifier()
        .map(identifier -> connections.find(session, identifier, scoped.keys()).replaceWithVoid())
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  /** What is written here has no end of life, and browsers can be made to write without end. */
  private Uni<Void> requireRoom(SubscriberSession session) {
    return endpoints
        .page(new RedisKeys(session.environment().id()), of(session), ONE)
        .invoke(
            page -> {
              if (page.totalCount() >= most) {
                throw ErrorCode.OWN_ENDPOINTS_TOO_MANY.with(page.totalCount());
              }
            })
        .replaceWithVoid();
  }

  private static EndpointFilter of(SubscriberSession session) {
    return new EndpointFilter(
        session.subscriber(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Removes an endpoint of the subscriber. */
  Uni<Void> remove(SubscriberSession session, String identifier) {
    return removal
        .removeIf(new RedisKeys(session.environment().id()), identifier, session::owns)
        .invoke(
            removed -> {
              if (!removed) {
                throw ErrorCode.OWN_ENDPOINT_NOT_FOUND.with(identifier);
              }
            })
        .replaceWithVoid();
  }
}
