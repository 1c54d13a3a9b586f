package dev.chatconnect.context;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.RecordJson;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Contexts in Redis: made when first used, never changed afterwards. */
@Singleton
public class ContextStore {

  private final RecordJson json;
  private final Clock clock;

  ContextStore(RecordJson json, Clock clock) {
    this.json = json;
    this.clock = clock;
  }

  @RegisterForReflection
  record StoredContext(String type, String id, Optional<JsonNode> data, Instant createdAt) {}

  /** Adds the contexts of a payload to a commit, unless they exist. */
  public void addTo(Commit commit, RedisKeys keys, ContextPayload payload) {
    for (var entry : payload.entries()) {
      var stored = new StoredContext(entry.type(), entry.id(), entry.data(), clock.instant());
      commit.setIfAbsent(keys.record("context", entry.key()), json.write(stored));
    }
  }
}
