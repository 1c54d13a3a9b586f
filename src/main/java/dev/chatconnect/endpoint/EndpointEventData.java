package dev.chatconnect.endpoint;

import java.util.List;
import java.util.Optional;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * An endpoint as events tell of it: without its fields, which are secrets in some types (webhook
 * URLs, routing keys) and personal data in others.
 */
@RegisterForReflection
record EndpointEventData(
    String identifier,
    String type,
    String integrationIdentifier,
    String providerId,
    String channel,
    Optional<String> connectionIdentifier,
    String subscriberId,
    List<String> contextKeys) {

  static EndpointEventData of(ChannelEndpoint endpoint) {
    return new EndpointEventData(
        endpoint.identifier(),
        endpoint.type().wire(),
        endpoint.integrationIdentifier(),
        endpoint.providerId(),
        endpoint.channel(),
        endpoint.connectionIdentifier(),
        endpoint.subscriberId(),
        endpoint.contextKeys());
  }
}
