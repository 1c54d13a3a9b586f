package dev.chatconnect.idempotency;

import dev.chatconnect.crypto.Digests;
import dev.chatconnect.redis.RedisKeys;

/**
 * Where the answer of one request is kept: one place per environment, method, path and key.
 *
 * @param keys of the environment
 * @param key in Redis
 */
record Slot(RedisKeys keys, String key) {

  /**
   * @param path raw path of the request, without the query
   */
  static Slot of(RedisKeys keys, String method, String path, IdempotencyKey key) {
    // None of the parts before the last can hold a line feed.
    var scope = method + '\n' + path + '\n' + key.value();
    var hash = Digests.sha256Hex(scope);
    return new Slot(keys, keys.record("idempotency", hash));
  }
}
