package dev.chatconnect.endpoint;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.RedisKeys;
import io.smallrye.mutiny.Uni;

/** What endpoints need to know of connections. */
public interface ConnectionDirectory {

  /**
   * A connection as endpoints see it.
   *
   * @param integrationId id of its integration
   * @param contextKeys its exact context
   * @param stillThere condition for a commit that relies on the connection
   */
  record Entry(String integrationId, List<String> contextKeys, Consumer<Commit> stillThere) {}

  Uni<Optional<Entry>> find(RedisKeys environment, String connectionIdentifier);
}
