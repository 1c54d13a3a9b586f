package dev.chatconnect.redis;

import java.time.Duration;

/**
 * How long answers of Redis are waited for.
 *
 * @param single for the answer to one command
 * @param confirmed for the answer to a write that replicas have to confirm as well: long enough to
 *     be told by Redis that too few did, since nobody knows what became of a write that had no
 *     answer
 */
record Patience(Duration single, Duration confirmed) {

  private static final Duration WAY_BACK = Duration.ofMillis(500);

  static Patience of(RedisSettings settings) {
    return new Patience(
        settings.operationTimeout(),
        longer(settings.operationTimeout(), settings.waitTimeout().plus(WAY_BACK)));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
