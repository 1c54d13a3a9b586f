package dev.chatconnect.redis;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Response;

/**
 * Token buckets that all replicas share: taking is one atomic script, timed by the Redis server, so
 * that the clocks of the replicas do not matter.
 */
@Singleton
public class TokenBucket {

  private final RedisGateway redis;

  TokenBucket(RedisGateway redis) {
    this.redis = redis;
  }

  /**
   * Outcome of an attempt to take a token.
   *
   * @param granted whether there was one
   * @param remaining whole tokens that are left
   * @param untilToken time until a token can be had; zero when one is left
   * @param untilFull time until the bucket is full again
   */
  public record Take(boolean granted, long remaining, Duration untilToken, Duration untilFull) {}

  /**
   * Takes one token. A bucket that was never used is full.
   *
   * @param key of the bucket
   * @param capacity tokens that a full bucket holds, at least 1
   * @param perSecond tokens that flow in each second, at least 1
   */
  public Uni<Take> take(String key, long capacity, long perSecond) {
    var arguments = List.of(Long.toString(capacity), Long.toString(perSecond));
    return redis.evaluate(Script.TOKEN_BUCKET, List.of(key), arguments, TokenBucket::take);
  }

  private static Take take(Response answer) {
    return new Take(
        answer.get(0).toInteger() == 1,
        answer.get(1).toLong(),
        Duration.ofMillis(answer.get(2).toLong()),
        Duration.ofMillis(answer.get(3).toLong()));
  }
}
