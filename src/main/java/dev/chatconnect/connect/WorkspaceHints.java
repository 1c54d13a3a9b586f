package dev.chatconnect.connect;

import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.connection.ChannelConnection;
import dev.chatconnect.connection.ConnectionStore;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.redis.RedisKeys;
import io.smallrye.mutiny.Uni;

/**
 * Knows which workspace a person should sign in to, so that a provider can offer it. That it was
 * that one is checked when they come back, whatever was offered.
 */
@Singleton
class WorkspaceHints {

  private final ConnectionStore connections;

  WorkspaceHints(ConnectionStore connections) {
    this.connections = connections;
  }

  /**
   * The connection that a user is to be linked to, whose workspace is the one to sign in to; empty
   * where the journey claims one by itself.
   */
  static Optional<String> connection(AuthorizationState journey) {
    return journey.mode() == ConnectMode.LINK_USER && journey.claimedWorkspace().isEmpty()
        ? journey.connectionIdentifier()
        : Optional.empty();
  }

  /** The workspace of a journey's connection, if the subscriber may know. */
  Uni<Optional<String>> find(AuthorizationState journey, String connection) {
    return connections
        .find(new RedisKeys(journey.environmentId()), connection)
        .map(
            found ->
                found
                    .filter(candidate -> concerns(journey, candidate))
                    .map(ChannelConnection::workspaceId));
  }

  private static boolean concerns(AuthorizationState journey, ChannelConnection connection) {
    var owner = connection.owner();
    return owner.integrationId().equals(journey.integrationId())
        && (owner.subscriberId().isEmpty() || owner.subscriberId().equals(journey.subscriberId()));
  }
}
