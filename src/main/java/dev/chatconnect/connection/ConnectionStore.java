package dev.chatconnect.connection;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import dev.chatconnect.paging.Page;
import dev.chatconnect.paging.PageRequest;
import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.Pager;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import io.smallrye.mutiny.Uni;

/** Reads channel connections. */
@Singleton
public class ConnectionStore {

  private final RedisGateway redis;
  private final Pager pager;
  private final ConnectionCodec codec;

  ConnectionStore(RedisGateway redis, Pager pager, ConnectionCodec codec) {
    this.redis = redis;
    this.pager = pager;
    this.codec = codec;
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

  public Uni<Page<ChannelConnection>> page(
      RedisKeys environment, ConnectionFilter filter, PageRequest request) {
    return pageOfAny(environment, List.of(filter), request);
  }

  /** A page of the connections that match at least one of some filters that exclude each other. */
  public Uni<Page<ChannelConnection>> pageOfAny(
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

  /** A page of the connections that are in one sorted set. */
  Uni<Page<ChannelConnection>> pageOfSet(RedisKeys environment, String set, PageRequest request) {
    return pageOfSets(environment, List.of(List.of(set)), request);
  }

  private Uni<Page<ChannelConnection>> pageOfSets(
      RedisKeys environment, List<List<String>> sets, PageRequest request) {
    var keys = new ConnectionKeys(environment);
    return pager
        .pageOfAny(sets, keys.record(""), request)
        .map(page -> page.withItems(decoded(keys, page.items())));
  }

  private List<ChannelConnection> decoded(ConnectionKeys keys, List<Pager.Found> all) {
    return all.stream().flatMap(found -> decoded(keys, found).stream()).toList();
  }

  private Optional<ChannelConnection> decoded(ConnectionKeys keys, Pager.Found found) {
    return found.record().map(raw -> codec.decode(keys.record(found.identifier()), raw));
  }
}
