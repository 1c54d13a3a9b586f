package dev.chatconnect.endpoint;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import jakarta.inject.Singleton;

import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.Plan;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;

/** Plans changes and removals of channel endpoints that exist. */
@Singleton
class EndpointChanges {

  private final RedisGateway redis;
  private final EndpointCodec codec;
  private final EndpointEvents events;
  private final Clock clock;

  EndpointChanges(RedisGateway redis, EndpointCodec codec, EndpointEvents events, Clock clock) {
    this.redis = redis;
    this.codec = codec;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Plans new fields for an endpoint.
   *
   * @param fields for an endpoint of the type that this one has
   * @return a plan, or empty when there is no such endpoint; 409 when another endpoint holds what
   *     the new fields name
   */
  Uni<Optional<Plan<ChannelEndpoint>>> planUpdate(
      RedisKeys environment,
      String identifier,
      Function<EndpointType, Map<String, Object>> fields) {
    var keys = new EndpointKeys(environment);
    return redis
        .get(keys.record(identifier))
        .chain(
            raw -> {
              if (raw.isEmpty()) {
                return Uni.createFrom().item(Optional.empty());
              }
              var current = codec.decode(keys, raw.get());
              var changed = changed(current, fields.apply(current.type()));
              return requireFree(keys, current, changed)
                  .map(
                      ignored ->
                          Optional.of(
                              new Plan<>(
                                  changed, commit -> update(commit, keys, current, changed, raw))));
            });
  }

  /**
   * Plans the removal of an endpoint.
   *
   * @return a plan whose outcome is what was there, or empty when there is no such endpoint
   */
  Uni<Optional<Plan<ChannelEndpoint>>> planDelete(RedisKeys environment, String identifier) {
    var keys = new EndpointKeys(environment);
    return redis
        .get(keys.record(identifier))
        .map(
            raw ->
                raw.map(
                    found -> {
                      var endpoint = codec.decode(keys, found);
                      return new Plan<>(endpoint, commit -> delete(commit, keys, endpoint, raw));
                    }));
  }

  private ChannelEndpoint changed(ChannelEndpoint current, Map<String, Object> fields) {
    var unique = current.uniqueKey().isEmpty() ? current.uniqueKey() : current.uniqueKeyFor(fields);
    return current.with(fields, current.connectionIdentifier(), unique, clock.instant());
  }

  private Uni<Void> requireFree(
      EndpointKeys keys, ChannelEndpoint current, ChannelEndpoint changed) {
    if (changed.uniqueKey().isEmpty() || changed.uniqueKey().equals(current.uniqueKey())) {
      return Uni.createFrom().voidItem();
    }
    return redis
        .get(keys.unique(changed.uniqueKey().get()))
        .invoke(
            holder -> {
              if (holder.isPresent()) {
                throw ErrorCode.ENDPOINT_USER_TAKEN.with(
                    changed.providerId(), changed.integrationIdentifier());
              }
            })
        .replaceWithVoid();
  }

  private void update(
      Commit commit,
      EndpointKeys keys,
      ChannelEndpoint current,
      ChannelEndpoint changed,
      Optional<String> raw) {
    var key = keys.record(current.identifier());
    commit.expectUnchanged("record", key, raw).set(key, codec.encode(keys, changed));
    if (!changed.uniqueKey().equals(current.uniqueKey())) {
      current.uniqueKey().map(keys::unique).ifPresent(commit::delete);
      changed
          .uniqueKey()
          .map(keys::unique)
          .ifPresent(
              unique -> commit.expectAbsent("unique", unique).set(unique, current.identifier()));
    }
    events.changed(commit, keys.keys(), current, changed);
  }

  private void delete(
      Commit commit, EndpointKeys keys, ChannelEndpoint endpoint, Optional<String> raw) {
    var key = keys.record(endpoint.identifier());
    commit.expectUnchanged("record", key, raw).delete(key);
    endpoint.uniqueKey().map(keys::unique).ifPresent(commit::delete);
    keys.indexesOf(endpoint).forEach(index -> commit.unindex(index, endpoint.identifier()));
    events.unlinked(commit, keys.keys(), endpoint);
  }
}
