package dev.chatconnect.redis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.redis.LiveSet.Room;
import io.smallrye.mutiny.Uni;

/**
 * Values that live for a while, of which there may be only so many at a time. One is counted and
 * kept in one round trip; in a cluster, where it is in another slot than the sets that count it, in
 * two, and one that is lost in between is counted until its life would have been over.
 */
@Singleton
public class LiveEntries {

  private final LiveSet sets;
  private final RedisGateway redis;

  LiveEntries(LiveSet sets, RedisGateway redis) {
    this.sets = sets;
    this.redis = redis;
  }

  /**
   * A value that is to be kept.
   *
   * @param member its name in the sets that count it
   * @param life whole seconds
   */
  public record Entry(String key, String value, String member, Duration life) {

    /** Without the value, which may be a secret. */
    @Override
    public String toString() {
      return "Entry[]";
    }
  }

  /** What became of an entry. */
  public sealed interface Outcome {}

  /** It is kept and counted. */
  public record Kept() implements Outcome {}

  /** There was no room for it. */
  public record Full(Room room) implements Outcome {}

  /** What it was decided on no longer holds. */
  public record Outdated() implements Outcome {}

  /**
   * Keeps an entry, or nothing.
   *
   * @param rooms of one environment, asked in this order
   * @param basis what has to be as it was read; in the same environment
   */
  public Uni<Outcome> keep(Entry entry, List<Room> rooms, Optional<Followed> basis) {
    if (!redis.isCluster()) {
      return sets.enter(rooms, basis, entry.member(), entry.life(), Optional.of(entry));
    }
    return sets.enter(rooms, basis, entry.member(), entry.life(), Optional.empty())
        .call(
            outcome ->
                outcome instanceof Kept
                    ? redis.set(entry.key(), entry.value(), entry.life())
                    : Uni.createFrom().voidItem());
  }
}
