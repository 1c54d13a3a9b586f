package dev.chatconnect.inbox;

import dev.chatconnect.endpoint.ChannelEndpoint;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An endpoint as its subscriber sees it.
 *
 * @param type one of the endpoint types
 */
@Schema(
    name = "SubscriberEndpoint",
    requiredProperties = {"identifier", "type"})
public record OwnEndpointView(String identifier, @Schema(ref = "EndpointType") String type) {

  static OwnEndpointView of(ChannelEndpoint endpoint) {
    return new OwnEndpointView(endpoint.identifier(), endpoint.type().wire());
  }
}
