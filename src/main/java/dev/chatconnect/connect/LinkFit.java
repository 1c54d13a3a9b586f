package dev.chatconnect.connect;

import java.util.function.Consumer;

import jakarta.inject.Singleton;

import dev.chatconnect.connection.ChannelConnection;
import dev.chatconnect.connection.ConnectionStore;
import dev.chatconnect.integration.Integration;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderResult.UserIdentified;
import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;

/** Whether a user may be linked to the connection that a journey names. */
@Singleton
class LinkFit {

  private final ConnectionStore connections;

  LinkFit(ConnectionStore connections) {
    this.connections = connections;
  }

  /**
   * A user of another workspace must not become a destination of this one.
   *
   * @return the condition under which that still holds when the link is written
   */
  Uni<Consumer<Commit>> require(
      RedisKeys keys,
      Integration integration,
      AuthorizationState journey,
      ChatProvider provider,
      UserIdentified identified) {
    var identifier = journey.connectionIdentifier();
    if (identifier.isEmpty()) {
      return Uni.createFrom().item(commit -> {});
    }
    return connections
        .read(keys, identifier.get())
        .map(
            found -> {
              var reading =
                  found
                      .filter(candidate -> isOf(integration, candidate.connection()))
                      .filter(candidate -> journey.sees(candidate.connection().owner()))
                      .orElseThrow(() -> notFound(identifier.get()));
              requireFit(reading.connection(), journey, provider, identified);
              return reading.unchanged();
            });
  }

  private static void requireFit(
      ChannelConnection connection,
      AuthorizationState journey,
      ChatProvider provider,
      UserIdentified identified) {
    if (!identified.workspaceIds().contains(connection.workspaceId())) {
      throw new ProviderException(
          ProviderException.Kind.MISMATCH,
          "workspace_mismatch",
          "You signed in to another workspace than the one that is connected");
    }
    if (provider.requiresConnectionToLink()
        && !connection.owner().contextKeys().equals(journey.contextKeys())) {
      throw ErrorCode.ENDPOINT_CONTEXT_MISMATCH.with(connection.identifier());
    }
  }

  private static ProviderException notFound(String identifier) {
    return new ProviderException(
        ProviderException.Kind.REFUSED,
        "connection_not_found",
        "Channel connection not found: " + identifier);
  }

  private static boolean isOf(Integration integration, ChannelConnection connection) {
    return connection.owner().integrationId().equals(integration.id());
  }
}
