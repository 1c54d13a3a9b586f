package dev.chatconnect.endpoint;

import java.util.List;
import java.util.Map;

import dev.chatconnect.time.Timestamps;
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
@Schema(
    name = "ChannelEndpoint",
    requiredProperties = {
      "identifier",
      "channel",
      "providerId",
      "integrationIdentifier",
      "connectionIdentifier",
      "subscriberId",
      "contextKeys",
      "type",
      "endpoint",
      "createdAt",
      "updatedAt"
    })
public record EndpointView(
    String identifier,
    @Schema(ref = "Channel") String channel,
    String providerId,
    String integrationIdentifier,
    @Schema(nullable = true, description = "Null when it has no connection.")
        @Nullable String connectionIdentifier,
    String subscriberId,
    @Schema(description = "The exact context, as `type:id`, sorted.") List<String> contextKeys,
    @Schema(ref = "EndpointType") String type,
    @Schema(ref = "EndpointFields") Map<String, Object> endpoint,
    @Schema(format = "date-time") String createdAt,
    @Schema(format = "date-time") String updatedAt) {

  /** The outward form of an endpoint, with the integration's present identifier. */
  static EndpointView of(ChannelEndpoint endpoint, String integrationIdentifier) {
    return of(endpoint, integrationIdentifier, endpoint.endpoint());
  }

  /**
   * The same as one of many: fields that nobody can read are left out, not the others with them.
   */
  static EndpointView listed(ChannelEndpoint endpoint, String integrationIdentifier) {
    var fields = endpoint.sealedFields().tryOpen().orElseGet(Map::of);
    return of(endpoint, integrationIdentifier, fields);
  }

  private static EndpointView of(
      ChannelEndpoint endpoint, String integrationIdentifier, Map<String, Object> fields) {
    return new EndpointView(
        endpoint.identifier(),
        endpoint.channel(),
        endpoint.providerId(),
        integrationIdentifier,
        endpoint.connectionIdentifier().orElse(null),
        endpoint.subscriberId(),
        endpoint.contextKeys(),
        endpoint.type().wire(),
        fields,
        Timestamps.iso(endpoint.createdAt()),
        Timestamps.iso(endpoint.updatedAt()));
  }

  /** Without the fields: a webhook URL is secret. */
  @Override
  public String toString() {
    return "EndpointView[" + identifier + ", " + type + "]";
  }
}
