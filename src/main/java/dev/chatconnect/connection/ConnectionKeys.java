package dev.chatconnect.connection;

import java.util.List;

import dev.chatconnect.crypto.Digests;
import dev.chatconnect.redis.RedisKeys;

/** Names of the keys of channel connections in one environment. */
record ConnectionKeys(RedisKeys keys) {

  private static final String KIND = "connection";

  String record(String identifier) {
    return keys.record(KIND, identifier);
  }

  String owner(Owner owner) {
    return keys.lookup(KIND, "owner", owner.digest());
  }

  String all() {
    return keys.index(KIND);
  }

  String ofSubscriber(String subscriberId) {
    return keys.index(KIND, "subscriber", subscriberId);
  }

  String shared() {
    return keys.index(KIND, "shared", "");
  }

  String ofIntegration(String integrationId) {
    return keys.index(KIND, "integration", integrationId);
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

  /** Connections of an integration with a workspace. */
  String ofWorkspace(String integrationId, String workspaceId) {
    return keys.index(KIND, "workspace", Digests.ofParts(List.of(integrationId, workspaceId)));
  }

  /** Connections whose token can be refreshed, by the time at which it ends, in milliseconds. */
  String byExpiry() {
    return keys.index(KIND, "expiry", "");
  }

  /** Every sorted set that a connection is in. */
  List<String> indexesOf(ChannelConnection connection) {
    var owner = connection.owner();
    return List.of(
        all(),
        owner.subscriberId().map(this::ofSubscriber).orElseGet(this::shared),
        ofIntegration(owner.integrationId()),
        ofWorkspace(owner.integrationId(), connection.workspaceId()),
        ofProvider(connection.providerId()),
        ofChannel(connection.channel()),
        ofContext(owner.contextKeys()));
  }
}
