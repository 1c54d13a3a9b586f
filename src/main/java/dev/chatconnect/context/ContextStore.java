package dev.chatconnect.context;

import jakarta.inject.Singleton;

import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.RecordJson;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Contexts in Redis: what identifies them. The application's {@code data} is not kept, since
 * nothing here would ever read it, and nobody would take it away.
 */
@Singleton
public class ContextStore {

  private final RecordJson json;

  ContextStore(RecordJson json) {
    this.json = json;
  }

  @RegisterForReflection
  record StoredContext(String type, String id) {}

  /** Adds the contexts of a payload to a commit. What former versions kept besides is replaced. */
  public void addTo(Commit commit, RedisKeys keys, ContextPayload payload) {
    for (var entry : payload.entries()) {
      var stored = new StoredContext(entry.type(), entry.id());
      commit.set(keys.record("context", entry.key()), json.write(stored));
    }
  }
}
