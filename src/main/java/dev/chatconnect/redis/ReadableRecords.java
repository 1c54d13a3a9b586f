package dev.chatconnect.redis;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.Digests;
import dev.chatconnect.logging.LogText;
import dev.chatconnect.paging.Page;
import io.quarkus.logging.Log;

/**
 * Reads records for work that is about many of them, and must not stop at one that nobody can read.
 */
@Singleton
public class ReadableRecords {

  private static final int MOST_TOLD = 1_000;

  /** Records that were complained of: the work may be asked for several times a second. */
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /**
   * A record; empty when nobody can read it, which the log tells once.
   *
   * @param kind name of the kind: {@code connection}
   * @param raw the record as it is stored
   */
  public <T> Optional<T> read(
      String kind, RedisKeys environment, String id, String raw, Supplier<T> decoder) {
    try {
      return Optional.of(decoder.get());
    } catch (RuntimeException unreadable) {
      if (isNews(environment.record(kind, id) + raw)) {
        Log.errorf(
            "event=%s_unreadable environment=%s %1$s=\"%s\" cause=%s",
            kind,
            environment.environmentId(),
            LogText.quotable(id),
            unreadable.getClass().getSimpleName());
      }
      return Optional.empty();
    }
  }

  /** A page of records; those that are gone have no place on it. */
  public <T> Page<Listed<T>> page(
      String kind,
      RedisKeys environment,
      Page<Pager.Found> page,
      BiFunction<String, String, T> decoder) {
    return page.withItems(
        page.items().stream()
            .flatMap(
                found ->
                    found.record().stream()
                        .map(
                            raw ->
                                new Listed<>(
                                    found.identifier(),
                                    read(
                                        kind,
                                        environment,
                                        found.identifier(),
                                        raw,
                                        () -> decoder.apply(found.identifier(), raw)))))
            .toList());
  }

  private boolean isNews(String record) {
    if (told.size() >= MOST_TOLD) {
      told.clear();
    }
    return told.add(Digests.sha256Hex(record));
  }
}
