package dev.chatconnect.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;

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
   * Adds a member unless the set is full; those whose life is over do not count.
   *
   * @param life of the member, whole seconds
   * @return whether it was added
   */
  public Uni<Boolean> add(String key, String member, Duration life, int capacity) {
    return addToAll(List.of(new Room(key, capacity)), member, life).map(Optional::isEmpty);
  }

  /**
   * Adds a member to several sets of one environment or, when one of them is full, to none.
   *
   * @param rooms asked in this order
   * @return the first that is full; empty when the member was added
   */
  public Uni<Optional<Room>> addToAll(List<Room> rooms, String member, Duration life) {
    var arguments = new ArrayList<String>();
    arguments.add(member);
    arguments.add(Long.toString(life.toSeconds()));
    rooms.forEach(room -> arguments.add(Integer.toString(room.capacity())));
    return redis
        .evaluate(Script.LIVE_SET, rooms.stream().map(Room::key).toList(), arguments)
        .map(Response::toInteger)
        .map(full -> full == 0 ? Optional.empty() : Optional.of(rooms.get(full - 1)));
  }

  /** Takes a member out before its life is over. */
  public Uni<Void> remove(String key, String member) {
    return redis.removeMember(key, member);
  }
}
