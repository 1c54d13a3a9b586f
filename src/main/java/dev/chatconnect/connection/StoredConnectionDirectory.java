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
        .map(found -> found.map(connection -> entry(environment, connection)));
  }

  private Entry entry(RedisKeys environment, ChannelConnection connection) {
    return new Entry(
        connection.owner().integrationId(),
        connection.owner().contextKeys(),
        connections.stillThere(environment, connection));
  }
}
