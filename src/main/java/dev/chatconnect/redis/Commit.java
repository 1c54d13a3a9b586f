package dev.chatconnect.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.chatconnect.crypto.Digests;

/**
 * A set of writes to one environment that happen together, on condition, or not at all. Conditions
 * are named, so that the caller learns which one did not hold.
 *
 * <p>Not thread-safe; built for one use.
 */
public final class Commit {

  private final Map<String, Integer> places = new LinkedHashMap<>();
  private final List<String> operations = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  public Commit(RedisKeys keys) {
    place(keys.sequence());
  }

  /** Condition: the key does not exist. */
  public Commit expectAbsent(String name, String key) {
    return operation(name, "absent", key);
  }

  /** Condition: the key still holds this value, or still does not exist when empty. */
  public Commit expectUnchanged(String name, String key, Optional<String> value) {
    return value.isPresent()
        ? operation(name, "same", key, Digests.sha1Hex(value.get()))
        : expectAbsent(name, key);
  }

  /** Condition: the key holds this short string. */
  public Commit expectEquals(String name, String key, String value) {
    return operation(name, "equals", key, value);
  }

  public Commit set(String key, String value) {
    return operation("", "set", key, value);
  }

  /** Sets a value that expires. */
  public Commit set(String key, String value, Duration life) {
    return operation("", "put", key, value, Long.toString(life.toSeconds()));
  }

  public Commit delete(String key) {
    return operation("", "del", key);
  }

  /** Adds a member at the end of a sorted set; one that is in it keeps its place. */
  public Commit index(String key, String member) {
    return operation("", "index", key, member);
  }

  /** Adds a member of one sorted set to another, at the same place in the order of creation. */
  public Commit mirror(String key, String member, String reference) {
    return operation("", "mirror", key, member, Integer.toString(place(reference)));
  }

  /** Puts a member into a sorted set by a score of its own, or moves it there. */
  public Commit rank(String key, String member, long score) {
    return operation("", "rank", key, member, Long.toString(score));
  }

  public Commit unindex(String key, String member) {
    return operation("", "unindex", key, member);
  }

  /** Appends an entry to a stream. */
  public Commit append(String key, Map<String, String> fields) {
    var words = new ArrayList<String>(1 + 2 * fields.size());
    words.add(Integer.toString(2 * fields.size()));
    fields.forEach(
        (field, value) -> {
          words.add(field);
          words.add(value);
        });
    return operation("", "append", key, words.toArray(String[]::new));
  }

  List<String> keys() {
    return List.copyOf(places.keySet());
  }

  List<String> operations() {
    return List.copyOf(operations);
  }

  /** Name of the condition at the 1-based position that the script answered. */
  String nameAt(int position) {
    return names.get(position - 1);
  }

  private Commit operation(String name, String operation, String key, String... arguments) {
    names.add(name);
    operations.add(operation);
    operations.add(Integer.toString(place(key)));
    operations.addAll(List.of(arguments));
    return this;
  }

  private int place(String key) {
    return places.computeIfAbsent(key, missing -> places.size() + 1);
  }
}
