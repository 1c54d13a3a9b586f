package dev.chatconnect.connection;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import dev.chatconnect.paging.Page;
import dev.chatconnect.paging.PageRequest;
import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.Listed;
import dev.chatconnect.redis.Pager;
import dev.chatconnect.redis.ReadableRecords;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import io.smallrye.mutiny.Uni;

/** Reads channel connections. */
@Singleton
public class ConnectionStore {

  private static final String KIND = "connection";

  private final RedisGateway redis;
  private final Pager pager;
  private final ConnectionCodec codec;
  private final ReadableRecords records;

  ConnectionStore(RedisGateway redis, Pager pager, ConnectionCodec codec, ReadableRecords records) {
    this.redis = redis;
    this.pager = pager;
    this.codec = codec;
    this.records = records;
  }

  public Uni<Optional<ChannelConnection>> find(RedisKeys environment, String identifier) {
    var key = new ConnectionKeys(environment).record(identifier);
    return redis.get(key).map(raw -> raw.map(found -> codec.decode(key, found)));
  }

  /**
   * A connection as it was read.
   *
   * @param unchanged condition for a commit that relies on what it was
   */
  public record Reading(ChannelConnection connection, Consumer<Commit> unchanged) {}

  /** A connection for a commit that relies on more of it than its owner. */
  public Uni<Optional<Reading>> read(RedisKeys environment, String identifier) {
    var key = new ConnectionKeys(environment).record(identifier);
    return redis.get(key).map(raw -> raw.map(found -> reading(key, found)));
  }

  private Reading reading(String key, String raw) {
    return new Reading(
        codec.decode(key, raw),
        commit -> commit.expectUnchanged("connection", key, Optional.of(raw)));
  }

  /** Condition for a commit that relies on a connection: its owner still has it. */
  public Consumer<Commit> stillThere(RedisKeys environment, ChannelConnection connection) {
    var key = new ConnectionKeys(environment).owner(connection.owner());
    return commit -> commit.expectEquals("connection", key, connection.identifier());
  }

  /** A page of the connections that match a filter; the log names those that nobody can read. */
  public Uni<Page<ChannelConnection>> page(
      RedisKeys environment, ConnectionFilter filter, PageRequest request) {
    return pageOfAny(environment, List.of(filter), request);
  }

  /** A page of the connections that match at least one of some filters that exclude each other. */
  public Uni<Page<ChannelConnection>> pageOfAny(
      RedisKeys environment, List<ConnectionFilter> filters, PageRequest request) {
    return listOfAny(environment, filters, request).map(Listed::readable);
  }

  /** A page on which connections that nobody can read have their place. */
  public Uni<Page<Listed<ChannelConnection>>> list(
      RedisKeys environment, ConnectionFilter filter, PageRequest request) {
    return listOfAny(environment, List.of(filter), request);
  }

  private Uni<Page<Listed<ChannelConnection>>> listOfAny(
      RedisKeys environment, List<ConnectionFilter> filters, PageRequest request) {
    var sets =
        filters.stream()
            .filter(filter -> !filter.matchesNothing())
            .map(filter -> filter.sets(environment))
            .toList();
    return sets.isEmpty()
        ? Uni.createFrom().item(Page.empty())
        : pageOfSets(environment, sets, request);
  }

  /** The same of the connections that are in one sorted set. */
  Uni<Page<Listed<ChannelConnection>>> listOfSet(
      RedisKeys environment, String set, PageRequest request) {
    return pageOfSets(environment, List.of(List.of(set)), request);
  }

  private Uni<Page<Listed<ChannelConnection>>> pageOfSets(
      RedisKeys environment, List<List<String>> sets, PageRequest request) {
    var keys = new ConnectionKeys(environment);
    return pager
        .pageOfAny(sets, keys.record(""), request)
        .map(
            page ->
                records.page(
                    KIND,
                    environment,
                    page,
                    (identifier, raw) -> codec.decode(keys.record(identifier), raw)));
  }
}
