package dev.chatconnect.endpoint;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.RandomIds;
import dev.chatconnect.redis.Plan;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import io.smallrye.mutiny.Uni;

/** Plans writes of channel endpoints: one per identifier, and one per {@link Uniqueness} key. */
@Singleton
public class EndpointPlanner {

  private final RedisGateway redis;
  private final EndpointHolders holders;
  private final EndpointCodec codec;
  private final EndpointEvents events;
  private final RandomIds ids;
  private final Clock clock;

  EndpointPlanner(
      RedisGateway redis,
      EndpointHolders holders,
      EndpointCodec codec,
      EndpointEvents events,
      RandomIds ids,
      Clock clock) {
    this.redis = redis;
    this.holders = holders;
    this.codec = codec;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Plans to create an endpoint, or to renew the same subscriber's in the same context, which keeps
   * its identifier.
   *
   * @return a plan, or 409 when the identifier is taken, or when another subscriber or context
   *     holds what may exist only once
   */
  public Uni<Plan<ChannelEndpoint>> planUpsert(RedisKeys environment, EndpointDraft draft) {
    var keys = new EndpointKeys(environment);
    var unique = Uniqueness.key(draft);
    var identifier = draft.identifier().orElseGet(() -> "chendp_" + ids.name(12));
    return holders
        .of(keys, unique)
        .chain(
            holder -> {
              if (holder.isPresent()) {
                EndpointHolders.requireSameOwner(holder.get().endpoint(), draft);
                return Uni.createFrom().item(renewal(keys, holder.get(), draft, clock.instant()));
              }
              return redis
                  .get(keys.record(identifier))
                  .map(
                      taken -> {
                        if (taken.isPresent()) {
                          throw EndpointHolders.taken(environment, identifier);
                        }
                        return creation(
                            keys, identifier, draft, unique, clock.instant(), clock.instant());
                      });
            });
  }

  /** Plans an endpoint that is not there, with times of its own. */
  Plan<ChannelEndpoint> creation(
      RedisKeys environment, EndpointDraft draft, Instant createdAt, Instant updatedAt) {
    return creation(
        new EndpointKeys(environment),
        draft.identifier().orElseGet(() -> "chendp_" + ids.name(12)),
        draft,
        Uniqueness.key(draft),
        createdAt,
        updatedAt);
  }

  /** Plans new fields for an endpoint that is there. */
  Plan<ChannelEndpoint> renewal(
      RedisKeys environment,
      EndpointHolders.Holder holder,
      EndpointDraft draft,
      Instant updatedAt) {
    return renewal(new EndpointKeys(environment), holder, draft, updatedAt);
  }

  private Plan<ChannelEndpoint> creation(
      EndpointKeys keys,
      String identifier,
      EndpointDraft draft,
      Optional<String> unique,
      Instant createdAt,
      Instant updatedAt) {
    var endpoint =
        new ChannelEndpoint(
            identifier,
            draft.integrationId(),
            draft.integrationIdentifier(),
            draft.providerId(),
            draft.channel(),
            draft.connectionIdentifier(),
            draft.subscriberId(),
            List.copyOf(draft.contextKeys()),
            draft.type(),
            ChannelEndpoint.sealed(draft.endpoint()),
            unique,
            createdAt,
            updatedAt);
    var writes = new EndpointWrites(keys, codec, events);
    return new Plan<>(endpoint, commit -> writes.create(commit, endpoint));
  }

  private Plan<ChannelEndpoint> renewal(
      EndpointKeys keys, EndpointHolders.Holder holder, EndpointDraft draft, Instant updatedAt) {
    var current = holder.endpoint();
    var connection = draft.connectionIdentifier().or(current::connectionIdentifier);
    var renewed = current.with(draft.endpoint(), connection, current.uniqueKey(), updatedAt);
    var writes = new EndpointWrites(keys, codec, events);
    return new Plan<>(renewed, commit -> writes.replace(commit, holder, renewed));
  }
}
