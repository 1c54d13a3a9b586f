package dev.chatconnect.endpoint;

import java.util.List;
import java.util.Optional;

import dev.chatconnect.redis.RedisKeys;
import io.smallrye.mutiny.Uni;

/** What endpoints need to know of connections. */
public interface ConnectionDirectory {

  /**
   * A connection as endpoints see it.
   *
   * @param integrationId id of its integration
   * @param contextKeys its exact context
   */
  record Entry(String integrationId, List<String> contextKeys) {}

  Uni<Optional<Entry>> find(RedisKeys environment, String connectionIdentifier);
}
