package dev.chatconnect.integration;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.Digests;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.integration.IntegrationStore.Found;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/**
 * Reads integrations for work that is about many of them, and must not stop at one whose secrets
 * are under a key that nobody has any more.
 */
@Singleton
public class ReadableIntegrations {

  private static final int MOST_TOLD = 1_000;

  private final IntegrationStore store;
  private final IntegrationCodec codec;

  /** Records that were complained of: the work may be asked for several times a second. */
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  ReadableIntegrations(IntegrationStore store, IntegrationCodec codec) {
    this.store = store;
    this.codec = codec;
  }

  /**
   * The integrations of an environment that can be read, oldest first; the log names the others.
   */
  public Uni<List<Integration>> list(Environment environment) {
    var keys = new IntegrationKeys(new RedisKeys(environment.id()));
    return store
        .records(keys)
        .map(
            records ->
                records.stream()
                    .flatMap(found -> read(environment, keys, found).stream())
                    .toList());
  }

  private Optional<Integration> read(Environment environment, IntegrationKeys keys, Found found) {
    try {
      return Optional.of(codec.decode(keys, found.raw()));
    } catch (RuntimeException unreadable) {
      if (isNews(found.raw())) {
        Log.errorf(
            "event=integration_unreadable environment=%s integration=%s cause=%s",
            environment.id(), found.id(), unreadable.getClass().getSimpleName());
      }
      return Optional.empty();
    }
  }

  private boolean isNews(String raw) {
    if (told.size() >= MOST_TOLD) {
      told.clear();
    }
    return told.add(Digests.sha256Hex(raw));
  }
}
