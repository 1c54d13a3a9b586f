package dev.chatconnect.connection;

import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.endpoint.ConnectionDirectory;
import dev.chatconnect.redis.RedisKeys;
import io.smallrye.mutiny.Uni;

/** Tells endpoints about the connections in the store. */
@Singleton
class StoredConnectionDirectory implements ConnectionDirectory {

  private final ConnectionStore connections;

  StoredConnectionDirectory(ConnectionStore connections) {
    this.connections = connections;
  }

  @Override
  public Uni<Optional<Entry>> find(RedisKeys environment, String connectionIdentifier) {
    return connections
        .find(environment, connectionIdentifier)
        .map(
            found ->
                found
                    .map(ChannelConnection::owner)
                    .map(
                        owner ->
                            entry(new ConnectionKeys(environment), connectionIdentifier, owner)));
  }

  private static Entry entry(ConnectionKeys keys, String identifier, Owner owner) {
    return new Entry(
        owner.integrationId(),
        owner.contextKeys(),
        commit -> commit.expectEquals("connection", keys.owner(owner), identifier));
  }
}
