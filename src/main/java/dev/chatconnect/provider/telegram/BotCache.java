package dev.chatconnect.provider.telegram;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;

/**
 * Answers of Telegram that hold for a while, by a key that is no secret. Failures are not kept. It
 * holds a bounded number; the one used longest ago goes first.
 */
final class BotCache<T> {

  private static final Duration LIFE = Duration.ofHours(1);
  private static final int CAPACITY = 1000;

  private record Kept<T>(T value, Instant until) {}

  private final Clock clock;
  private final Map<String, Kept<T>> entries =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Kept<T>> eldest) {
              return size() > CAPACITY;
            }
          });

  BotCache(Clock clock) {
    this.clock = clock;
  }

  /** What is known, or what is found out when the result is subscribed to. */
  Uni<T> get(String key, Supplier<Uni<T>> source) {
    return Uni.createFrom()
        .deferred(
            () -> {
              var known = entries.get(key);
              return known != null && clock.instant().isBefore(known.until())
                  ? Uni.createFrom().item(known.value())
                  : source.get().invoke(value -> keep(key, value));
            });
  }

  private void keep(String key, T value) {
    entries.put(key, new Kept<>(value, clock.instant().plus(LIFE)));
  }
}
