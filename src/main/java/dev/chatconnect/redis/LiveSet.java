package dev.chatconnect.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

/**
 * Sets of things that live for a while, of which there may be only so many at a time; timed by the
 * Redis server.
 */
@Singleton
public class LiveSet {

  private final RedisGateway redis;

  LiveSet(RedisGateway redis) {
    this.redis = redis;
  }

  /**
   * Adds a member unless the set is full; those whose life is over do not count.
   *
   * @param life of the member, whole seconds
   * @return whether it was added
   */
  public Uni<Boolean> add(String key, String member, Duration life, int capacity) {
    var arguments = List.of(member, Long.toString(life.toSeconds()), Integer.toString(capacity));
    return redis
        .evaluate(Script.LIVE_SET, List.of(key), arguments)
        .map(added -> added.toInteger() == 1);
  }

  /**
   * Number of members whose life is not over.
   *
   * @param now by our clock, which may differ from the server's a little
   */
  public Uni<Long> count(String key, Instant now) {
    return redis.membersAbove(key, now.getEpochSecond());
  }

  /** Takes a member out before its life is over. */
  public Uni<Void> remove(String key, String member) {
    return redis.removeMember(key, member);
  }
}
