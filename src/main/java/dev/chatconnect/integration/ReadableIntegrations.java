package dev.chatconnect.integration;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.integration.IntegrationStore.Found;
import dev.chatconnect.redis.ReadableRecords;
import dev.chatconnect.redis.RedisKeys;
import io.smallrye.mutiny.Uni;

/**
 * Reads integrations for work that is about many of them, and must not stop at one whose secrets
 * are under a key that nobody has any more.
 */
@Singleton
public class ReadableIntegrations {

  private static final String KIND = "integration";

  private final IntegrationStore store;
  private final IntegrationCodec codec;
  private final ReadableRecords records;

  ReadableIntegrations(IntegrationStore store, IntegrationCodec codec, ReadableRecords records) {
    this.store = store;
    this.codec = codec;
    this.records = records;
  }

  /**
   * The integrations of an environment that can be read, oldest first; the log names the others.
   */
  public Uni<List<Integration>> list(Environment environment) {
    return store.records(environment).map(all -> readable(environment, all));
  }

  /** Those of some ids that are there and can be read, in one round trip. */
  Uni<List<Integration>> findAllById(Environment environment, List<String> ids) {
    return store.records(environment, ids).map(all -> readable(environment, all));
  }

  private List<Integration> readable(Environment environment, List<Found> all) {
    return all.stream().flatMap(found -> read(environment, found).stream()).toList();
  }

  private Optional<Integration> read(Environment environment, Found found) {
    var keys = new RedisKeys(environment.id());
    return records.read(
        KIND,
        keys,
        found.id(),
        found.raw(),
        () -> codec.decode(new IntegrationKeys(keys), found.raw()));
  }
}
