package dev.chatconnect.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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
  private final List<String> names = new ArrayList<>();
  private final List<String> conditions = new ArrayList<>();
  private final List<String> writes = new ArrayList<>();

  public Commit(RedisKeys keys) {
    place(keys.sequence());
  }

  /** Condition: the key does not exist. */
  public Commit expectAbsent(String name, String key) {
    return condition(name, "absent", key);
  }

  /** Condition: the key still holds this value, or still does not exist when empty. */
  public Commit expectUnchanged(String name, String key, Optional<String> value) {
    return value.isPresent()
        ? condition(name, "same", key, Digests.sha1Hex(value.get()))
        : expectAbsent(name, key);
  }

  /** Condition: the key holds this short string. */
  public Commit expectEquals(String name, String key, String value) {
    return condition(name, "equals", key, value);
  }

  public Commit set(String key, String value) {
    return write("set", key, value);
  }

  /** Sets a value that expires. */
  public Commit set(String key, String value, Duration life) {
    return write("put", key, value, Long.toString(life.toSeconds()));
  }

  public Commit delete(String key) {
    return write("del", key);
  }

  /** Adds a member at the end of sorted sets; where it is already it keeps its place. */
  public Commit index(Collection<String> keys, String member) {
    return inAll("index", keys, member);
  }

  /** The same for one set. */
  public Commit index(String key, String member) {
    return index(List.of(key), member);
  }

  /** Adds a member of one sorted set to another, at the same place in the order of creation. */
  public Commit mirror(String key, String member, String reference) {
    return write("mirror", key, member, Integer.toString(place(reference)));
  }

  /** Puts a member into a sorted set by a score of its own, or moves it there. */
  public Commit rank(String key, String member, long score) {
    return write("rank", key, member, Long.toString(score));
  }

  /** Takes a member out of sorted sets. */
  public Commit unindex(Collection<String> keys, String member) {
    return inAll("unindex", keys, member);
  }

  /** The same for one set. */
  public Commit unindex(String key, String member) {
    return unindex(List.of(key), member);
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
    return write("append", key, words.toArray(String[]::new));
  }

  List<String> keys() {
    return List.copyOf(places.keySet());
  }

  /** As {@code commit.lua} reads them: conditions, whatever they were added after, then writes. */
  List<String> operations() {
    var operations = new ArrayList<String>(conditions.size() + writes.size());
    operations.addAll(conditions);
    operations.addAll(writes);
    return operations;
  }

  /** Name of the condition at the 1-based position that the script answered. */
  String nameAt(int position) {
    return names.get(position - 1);
  }

  private Commit condition(String name, String operation, String key, String... arguments) {
    names.add(name);
    return operation(conditions, operation, key, arguments);
  }

  private Commit write(String operation, String key, String... arguments) {
    return operation(writes, operation, key, arguments);
  }

  private Commit operation(List<String> words, String operation, String key, String... arguments) {
    words.add(operation);
    words.add(Integer.toString(place(key)));
    Collections.addAll(words, arguments);
    return this;
  }

  private Commit inAll(String operation, Collection<String> keys, String member) {
    writes.add(operation);
    writes.add(Integer.toString(keys.size()));
    writes.add(member);
    keys.forEach(key -> writes.add(Integer.toString(place(key))));
    return this;
  }

  private int place(String key) {
    return places.computeIfAbsent(key, missing -> places.size() + 1);
  }
}
