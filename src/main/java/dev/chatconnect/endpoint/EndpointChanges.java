package dev.chatconnect.endpoint;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import jakarta.inject.Singleton;

import dev.chatconnect.paging.PageRequest;
import dev.chatconnect.redis.Plan;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;

/** Plans changes and removals of channel endpoints that exist. */
@Singleton
class EndpointChanges {

  private final RedisGateway redis;
  private final EndpointStore store;
  private final EndpointCodec codec;
  private final EndpointEvents events;
  private final Clock clock;

  EndpointChanges(
      RedisGateway redis,
      EndpointStore store,
      EndpointCodec codec,
      EndpointEvents events,
      Clock clock) {
    this.redis = redis;
    this.store = store;
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
              var former = new EndpointHolders.Holder(codec.decode(keys, raw.get()), raw.get());
              var current = former.endpoint();
              var changed = changed(current, fields.apply(current.type()));
              return requireFree(keys, current, changed)
                  .map(
                      ignored ->
                          Optional.of(
                              new Plan<>(
                                  changed,
                                  commit -> writes(keys).replace(commit, former, changed))));
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
                      var gone = new EndpointHolders.Holder(codec.decode(keys, found), found);
                      return new Plan<>(
                          gone.endpoint(), commit -> writes(keys).delete(commit, gone));
                    }));
  }

  /**
   * What a removal of a page's endpoints comes to.
   *
   * @param next cursor of the page that follows, if there is one
   * @param whole whether every endpoint of the page could be read
   */
  record Deletes(Optional<String> next, boolean whole) {}

  /** Plans the removal of those endpoints of a page that a condition holds for. */
  Uni<Plan<Deletes>> planDeletes(
      RedisKeys environment,
      EndpointFilter filter,
      PageRequest request,
      Predicate<ChannelEndpoint> condition) {
    var writes = writes(new EndpointKeys(environment));
    return store
        .holders(environment, filter, request)
        .map(
            page ->
                new Plan<>(
                    new Deletes(
                        page.next(),
                        page.items().stream().allMatch(one -> one.record().isPresent())),
                    commit ->
                        page.items().stream()
                            .flatMap(one -> one.record().stream())
                            .filter(found -> condition.test(found.endpoint()))
                            .forEach(gone -> writes.delete(commit, gone))));
  }

  private EndpointWrites writes(EndpointKeys keys) {
    return new EndpointWrites(keys, codec, events);
  }

  private ChannelEndpoint changed(ChannelEndpoint current, Map<String, Object> fields) {
    return current.with(
        fields, current.connectionIdentifier(), current.uniqueKeyFor(fields), clock.instant());
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
}
