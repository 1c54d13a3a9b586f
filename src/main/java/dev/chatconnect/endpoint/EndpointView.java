package dev.chatconnect.endpoint;

import java.util.List;
import java.util.Map;

import dev.chatconnect.web.Timestamps;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A channel endpoint as the API shows it.
 *
 * @param connectionIdentifier {@code null} when the endpoint has no connection
 * @param type one of the endpoint types
 * @param endpoint fields as the type demands
 * @param createdAt ISO 8601, UTC
 * @param updatedAt ISO 8601, UTC
 */
@Schema(name = "ChannelEndpoint")
public record EndpointView(
    String identifier,
    String channel,
    String providerId,
    String integrationIdentifier,
    @Nullable String connectionIdentifier,
    String subscriberId,
    List<String> contextKeys,
    String type,
    Map<String, Object> endpoint,
    String createdAt,
    String updatedAt) {

  /** The outward form of an endpoint, with the integration's present identifier. */
  static EndpointView of(ChannelEndpoint endpoint, String integrationIdentifier) {
    return new EndpointView(
        endpoint.identifier(),
        endpoint.channel(),
        endpoint.providerId(),
        integrationIdentifier,
        endpoint.connectionIdentifier().orElse(null),
        endpoint.subscriberId(),
        endpoint.contextKeys(),
        endpoint.type().wire(),
        endpoint.endpoint(),
        Timestamps.iso(endpoint.createdAt()),
        Timestamps.iso(endpoint.updatedAt()));
  }

  /** Without the fields: a webhook URL is secret. */
  @Override
  public String toString() {
    return "EndpointView[" + identifier + ", " + type + "]";
  }
}
