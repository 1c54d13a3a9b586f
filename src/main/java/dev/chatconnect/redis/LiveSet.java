package dev.chatconnect.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
   * A set, and how much room there is.
   *
   * @param capacity members that it may have at a time
   */
  public record Room(String key, int capacity) {}

  /**
   * Adds a member to several sets of one environment, where each has room for it and what was read
   * before still holds, and keeps a value for as long; otherwise it does nothing. Members whose
   * life is over do not count.
   *
   * @param rooms asked in this order
   * @param life whole seconds
   */
  Uni<LiveEntries.Outcome> enter(
      List<Room> rooms,
      Optional<Followed> basis,
      String member,
      Duration life,
      Optional<LiveEntries.Entry> entry) {
    var keys = new ArrayList<String>(rooms.size() + 2);
    var arguments = new ArrayList<String>(rooms.size() + 6);
    arguments.add(member);
    arguments.add(Long.toString(life.toSeconds()));
    arguments.add(Integer.toString(rooms.size()));
    for (var room : rooms) {
      keys.add(room.key());
      arguments.add(Integer.toString(room.capacity()));
    }
    if (basis.isPresent()) {
      keys.add(basis.get().lookupKey());
      arguments.add(basis.get().recordKeyPrefix());
      arguments.add(basis.get().raw());
    }
    if (entry.isPresent()) {
      keys.add(entry.get().key());
      arguments.add(entry.get().value());
    }
    return redis.evaluate(
        Script.LIVE_SET, keys, arguments, answer -> outcome(answer.toInteger(), rooms));
  }

  private static LiveEntries.Outcome outcome(int answer, List<Room> rooms) {
    return switch (answer) {
      case 0 -> new LiveEntries.Kept();
      case -1 -> new LiveEntries.Outdated();
      default -> new LiveEntries.Full(rooms.get(answer - 1));
    };
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
