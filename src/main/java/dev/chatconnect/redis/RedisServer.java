package dev.chatconnect.redis;

import java.time.Instant;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

/** The clock of the Redis server, by which locks and limits are timed. */
@Singleton
public class RedisServer {

  private final RedisGateway redis;

  RedisServer(RedisGateway redis) {
    this.redis = redis;
  }

  /** What time it is there. */
  public Uni<Instant> time() {
    return redis.time();
  }
}
