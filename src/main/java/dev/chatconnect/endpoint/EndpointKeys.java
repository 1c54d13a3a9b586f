package dev.chatconnect.endpoint;

import java.util.ArrayList;
import java.util.List;

import dev.chatconnect.crypto.Digests;
import dev.chatconnect.redis.RedisKeys;

/** Names of the keys of channel endpoints in one environment. */
record EndpointKeys(RedisKeys keys) {

  private static final String KIND = "endpoint";

  String record(String identifier) {
    return keys.record(KIND, identifier);
  }

  String unique(String uniqueKey) {
    return keys.lookup(KIND, "unique", uniqueKey);
  }

  String all() {
    return keys.index(KIND);
  }

  String ofSubscriber(String subscriberId) {
    return keys.index(KIND, "subscriber", subscriberId);
  }

  String ofIntegration(String integrationId) {
    return keys.index(KIND, "integration", integrationId);
  }

  String ofConnection(String connectionIdentifier) {
    return keys.index(KIND, "connection", connectionIdentifier);
  }

  String ofProvider(String providerId) {
    return keys.index(KIND, "provider", providerId);
  }

  String ofChannel(String channel) {
    return keys.index(KIND, "channel", channel);
  }

  String ofContext(List<String> contextKeys) {
    return keys.index(KIND, "context", Digests.ofParts(contextKeys));
  }

  /** Every sorted set that an endpoint is in. */
  List<String> indexesOf(ChannelEndpoint endpoint) {
    var sets =
        new ArrayList<>(
            List.of(
                all(),
                ofSubscriber(endpoint.subscriberId()),
                ofIntegration(endpoint.integrationId()),
                ofProvider(endpoint.providerId()),
                ofChannel(endpoint.channel()),
                ofContext(endpoint.contextKeys())));
    endpoint.connectionIdentifier().map(this::ofConnection).ifPresent(sets::add);
    return sets;
  }
}
