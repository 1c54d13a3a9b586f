package dev.chatconnect.endpoint;

import java.util.Optional;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import dev.chatconnect.integration.Integration;
import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;

/** Which endpoints fit which integrations and connections. */
@Singleton
class EndpointRules {

  private static final String DYNAMIC = "dynamic";

  private final ConnectionDirectory connections;

  EndpointRules(ConnectionDirectory connections) {
    this.connections = connections;
  }

  /** How texts name the tool of an endpoint type; empty for types of chat and phone. */
  static Optional<String> toolLabel(EndpointType type) {
    return switch (type) {
      case PAGERDUTY_SERVICE -> Optional.of("PagerDuty");
      case OPSGENIE_INTEGRATION -> Optional.of("Opsgenie");
      case GRAFANA_ONCALL_INTEGRATION -> Optional.of("Grafana");
      case TOOL_WEBHOOK -> Optional.of("Tool webhook");
      default -> Optional.empty();
    };
  }

  /**
   * Requires that the endpoint fits; fails with 400 or 404.
   *
   * @return the condition under which it still fits when it is written
   */
  Uni<Consumer<Commit>> require(
      RedisKeys keys, Integration integration, CreateEndpointRequest request) {
    var type = request.type();
    requireProvider(integration, type);
    if (toolLabel(type).isPresent()) {
      return unconditional();
    }
    if (isWebex(type) && request.connectionIdentifier().isEmpty()) {
      throw ErrorCode.ENDPOINT_NEEDS_CONNECTION.with(type.wire());
    }
    return request
        .connectionIdentifier()
        .map(connection -> requireConnection(keys, integration, request, connection))
        .orElseGet(EndpointRules::unconditional);
  }

  private static Uni<Consumer<Commit>> unconditional() {
    return Uni.createFrom().item(commit -> {});
  }

  private static void requireProvider(Integration integration, EndpointType type) {
    EndpointHomes.require(integration, type);
    if (type == EndpointType.TOOL_WEBHOOK
        && integration.credentials().text("routingMode").filter(DYNAMIC::equals).isEmpty()) {
      throw ErrorCode.ENDPOINT_NEEDS_DYNAMIC_ROUTING.with();
    }
  }

  private Uni<Consumer<Commit>> requireConnection(
      RedisKeys keys, Integration integration, CreateEndpointRequest request, String identifier) {
    return connections
        .find(keys, identifier)
        .map(
            found -> {
              var connection =
                  found
                      .filter(entry -> entry.integrationId().equals(integration.id()))
                      .orElseThrow(() -> ErrorCode.ENDPOINT_CONNECTION_NOT_FOUND.with(identifier));
              if (isWebex(request.type())
                  && !connection.contextKeys().equals(request.contextKeys())) {
                throw ErrorCode.ENDPOINT_CONTEXT_MISMATCH.with(identifier);
              }
              return connection.stillThere();
            });
  }

  private static boolean isWebex(EndpointType type) {
    return type == EndpointType.WEBEX_ROOM || type == EndpointType.WEBEX_PERSON;
  }
}
