package dev.chatconnect.integration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.paging.Page;
import dev.chatconnect.redis.Followed;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import io.smallrye.mutiny.Uni;

/** Reads integrations. */
@Singleton
public class IntegrationStore {

  private static final int MOST_LIKELY = 2;

  private final RedisGateway redis;
  private final IntegrationCodec codec;
  private final IntegrationMemory memory;

  private volatile List<String> likely = List.of();

  /**
   * An integration as it was found a while ago, which may have changed since.
   *
   * @param basis what has to be in Redis still for it to be the same
   */
  public record Remembered(Integration integration, Followed basis) {}

  IntegrationStore(RedisGateway redis, IntegrationCodec codec, IntegrationMemory memory) {
    this.redis = redis;
    this.codec = codec;
    this.memory = memory;
  }

  public Uni<Optional<Integration>> findByIdentifier(Environment environment, String identifier) {
    var keys = keys(environment);
    var lookup = keys.identifier(identifier);
    var records = keys.record("");
    return redis
        .follow(lookup, records)
        .map(
            raw -> {
              if (raw.isEmpty()) {
                memory.forgetFound(lookup);
              }
              return raw.map(
                  found -> {
                    var integration = codec.decode(keys, found);
                    memory.keep(new Remembered(integration, new Followed(lookup, records, found)));
                    return integration;
                  });
            });
  }

  /**
   * An integration as it was found the last time, without asking Redis. Whoever decides something
   * on it has to see to it that its basis still holds.
   */
  public Optional<Remembered> remembered(Environment environment, String identifier) {
    return memory.found(keys(environment).identifier(identifier));
  }

  /** Forgets what is remembered of an integration that was changed or deleted. */
  void forget(Environment environment, String id) {
    memory.forget(keys(environment).record(id));
  }

  public Uni<Optional<Integration>> findById(Environment environment, String id) {
    var keys = keys(environment);
    return redis
        .get(keys.record(id))
        .map(
            raw -> {
              if (raw.isEmpty()) {
                memory.forget(keys.record(id));
              }
              return raw.map(found -> codec.decode(keys, found));
            });
  }

  /**
   * The same as {@link #findById(Environment, String)}, where the record may have been read a
   * moment ago.
   *
   * @param read records by key; what is not among them is asked for
   */
  public Uni<Optional<Integration>> findById(
      Environment environment, String id, Map<String, String> read) {
    var keys = keys(environment);
    var key = keys.record(id);
    var raw = read.get(key);
    if (raw != null) {
      return Uni.createFrom().item(() -> Optional.of(codec.decode(keys, raw)));
    }
    expect(key);
    return findById(environment, id);
  }

  /**
   * Keys of the records that are probably asked for next by their id: the last ones that had to be.
   * Most deployments have few integrations, so they may as well be read with something else.
   */
  public List<String> likely() {
    return likely;
  }

  private void expect(String key) {
    likely =
        Stream.concat(Stream.of(key), likely.stream().filter(other -> !other.equals(key)))
            .limit(MOST_LIKELY)
            .toList();
  }

  /**
   * Reads a page of what belongs to one integration, or to any when none is named. An unknown one
   * has nothing.
   *
   * @param pages reads the page for the integration's id
   */
  public <T> Uni<Page<T>> pageOf(
      Environment environment,
      Optional<String> identifier,
      Function<Optional<String>, Uni<Page<T>>> pages) {
    if (identifier.isEmpty()) {
      return pages.apply(Optional.empty());
    }
    return findByIdentifier(environment, identifier.get())
        .chain(
            found ->
                found
                    .map(integration -> pages.apply(Optional.of(integration.id())))
                    .orElseGet(() -> Uni.createFrom().item(Page.empty())));
  }

  /**
   * The integrations of a channel, oldest first, for decisions that none of them may be missing
   * from; those of other channels need not be readable.
   */
  public Uni<List<Integration>> listOf(Environment environment, String channel) {
    var keys = keys(environment);
    return records(environment)
        .map(
            all ->
                all.stream()
                    .flatMap(found -> codec.decode(keys, found.raw(), channel).stream())
                    .toList());
  }

  /**
   * An integration as it was read.
   *
   * @param raw the record, for the condition that it has not changed
   */
  record Snapshot(Integration integration, String raw) {}

  /**
   * What a write is decided on.
   *
   * @param all every integration of the environment
   * @param rankings by channel whose integrations depend on each other, the mark that every write
   *     changes that has to know of the others
   */
  record Reading(List<Snapshot> all, Map<String, Optional<String>> rankings) {

    Optional<String> ranking(String channel) {
      return rankings.getOrDefault(channel, Optional.empty());
    }
  }

  /** The marks come first, so that they give away every write that the snapshots do not show. */
  Uni<Reading> read(Environment environment) {
    var keys = keys(environment);
    var channels = Stream.concat(Ranking.CHANNELS.stream(), Stream.of(InApp.CHANNEL)).toList();
    return redis
        .getAll(channels.stream().map(keys::ranking).toList())
        .chain(
            marks -> {
              var rankings = new HashMap<String, Optional<String>>();
              for (var i = 0; i < channels.size(); i++) {
                rankings.put(channels.get(i), marks.get(i));
              }
              return snapshot(environment).map(all -> new Reading(all, Map.copyOf(rankings)));
            });
  }

  private Uni<List<Snapshot>> snapshot(Environment environment) {
    var keys = keys(environment);
    return records(environment)
        .map(
            all ->
                all.stream()
                    .map(found -> new Snapshot(codec.decode(keys, found.raw()), found.raw()))
                    .toList());
  }

  /** A record as Redis holds it. */
  record Found(String id, String raw) {}

  /** All records of an environment, oldest first. */
  Uni<List<Found>> records(Environment environment) {
    return redis.members(keys(environment).all()).chain(ids -> records(environment, ids));
  }

  /** The records of some ids that are there, in one round trip. */
  Uni<List<Found>> records(Environment environment, List<String> ids) {
    var keys = keys(environment);
    return redis
        .getAll(ids.stream().map(keys::record).toList())
        .map(
            values ->
                IntStream.range(0, ids.size())
                    .mapToObj(i -> values.get(i).map(raw -> new Found(ids.get(i), raw)))
                    .flatMap(Optional::stream)
                    .toList());
  }

  private static IntegrationKeys keys(Environment environment) {
    return new IntegrationKeys(new RedisKeys(environment.id()));
  }
}
