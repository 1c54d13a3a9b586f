package dev.chatconnect.redis;

import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.impl.PooledRedisConnection;

/**
 * A server that was the primary and is not any more. Redis leaves clients connected to it, and the
 * pool would hand the same connection out for as long as somebody asks for one, though the address
 * leads to the new primary by now.
 */
final class Demoted {

  private static final String READ_ONLY = "READONLY";
  private static final String LINK_DOWN = "MASTERDOWN";

  private Demoted() {}

  /** Whether a command failed because the server follows another one; scripts quote the code. */
  static boolean tells(Throwable failure) {
    var message = String.valueOf(failure.getMessage());
    return message.contains(READ_ONLY) || message.contains(LINK_DOWN);
  }

  /** Ends a connection instead of leaving it to the pool, which is told by its end. */
  static void end(RedisConnection connection) {
    if (connection instanceof PooledRedisConnection pooled) {
      pooled.actual().forceClose();
    } else {
      connection.close();
    }
  }
}
