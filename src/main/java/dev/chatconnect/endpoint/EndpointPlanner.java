package dev.chatconnect.endpoint;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.RandomIds;
import dev.chatconnect.redis.Plan;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;

/** Plans new channel endpoints: one per identifier, and one per {@link Uniqueness} key. */
@Singleton
public class EndpointPlanner {

  private final RedisGateway redis;
  private final EndpointCodec codec;
  private final EndpointEvents events;
  private final RandomIds ids;
  private final Clock clock;

  EndpointPlanner(
      RedisGateway redis, EndpointCodec codec, EndpointEvents events, RandomIds ids, Clock clock) {
    this.redis = redis;
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
    return holder(keys, unique)
        .chain(
            holder -> {
              if (holder.isPresent()) {
                requireSameOwner(holder.get().endpoint(), draft);
                return Uni.createFrom().item(renewal(keys, holder.get(), draft, now()));
              }
              return redis
                  .get(keys.record(identifier))
                  .map(
                      taken -> {
                        if (taken.isPresent()) {
                          throw taken(environment, identifier);
                        }
                        return creation(keys, identifier, draft, unique, now(), now());
                      });
            });
  }

  /**
   * The endpoint that a draft is about, by its identifier or by what may exist only once.
   *
   * @return empty when there is none; 409 when it belongs to another, 400 when nothing names it
   */
  Uni<Optional<Holder>> find(RedisKeys environment, EndpointDraft draft) {
    var keys = new EndpointKeys(environment);
    var unique = Uniqueness.key(draft);
    if (draft.identifier().isEmpty() && unique.isEmpty()) {
      throw ErrorCode.BAD_REQUEST.with(
          "identifier is needed for an endpoint of type " + draft.type().wire());
    }
    var byName =
        draft
            .identifier()
            .map(name -> redis.get(keys.record(name)))
            .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    return byName.chain(
        raw -> {
          if (raw.isEmpty()) {
            return holder(keys, unique)
                .invoke(found -> found.ifPresent(by -> requireSameOwner(by.endpoint(), draft)));
          }
          var current = codec.decode(keys, raw.get());
          if (!current.integrationId().equals(draft.integrationId())
              || current.type() != draft.type()
              || !current.uniqueKey().equals(unique)
              || !isSameOwner(current, draft)) {
            throw taken(environment, current.identifier());
          }
          return Uni.createFrom().item(Optional.of(new Holder(current, raw.get())));
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
      RedisKeys environment, Holder holder, EndpointDraft draft, Instant updatedAt) {
    return renewal(new EndpointKeys(environment), holder, draft, updatedAt);
  }

  /** Requires that the wanted identifier is free or names the endpoint that would be renewed. */
  Uni<Void> requireIdentifier(RedisKeys environment, EndpointDraft draft) {
    if (draft.identifier().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var keys = new EndpointKeys(environment);
    var identifier = draft.identifier().get();
    return redis
        .get(keys.record(identifier))
        .invoke(
            raw -> {
              var other = raw.map(found -> codec.decode(keys, found));
              if (other.isPresent() && !isRenewal(other.get(), draft)) {
                throw taken(environment, identifier);
              }
            })
        .replaceWithVoid();
  }

  private static boolean isRenewal(ChannelEndpoint current, EndpointDraft draft) {
    return current.uniqueKey().isPresent()
        && current.uniqueKey().equals(Uniqueness.key(draft))
        && EndpointRules.toolLabel(draft.type()).isEmpty()
        && isSameOwner(current, draft);
  }

  private static boolean isSameOwner(ChannelEndpoint endpoint, EndpointDraft draft) {
    return endpoint.subscriberId().equals(draft.subscriberId())
        && endpoint.contextKeys().equals(draft.contextKeys());
  }

  private static ApiException taken(RedisKeys environment, String identifier) {
    return ErrorCode.ENDPOINT_IDENTIFIER_TAKEN.with(identifier, environment.environmentId());
  }

  /**
   * An endpoint as it was read.
   *
   * @param raw the record, for the condition that it has not changed
   */
  record Holder(ChannelEndpoint endpoint, String raw) {}

  private Uni<Optional<Holder>> holder(EndpointKeys keys, Optional<String> unique) {
    if (unique.isEmpty()) {
      return Uni.createFrom().item(Optional.empty());
    }
    return redis
        .follow(keys.unique(unique.get()), keys.record(""))
        .map(raw -> raw.map(found -> new Holder(codec.decode(keys, found), found)));
  }

  private static void requireSameOwner(ChannelEndpoint holder, EndpointDraft draft) {
    var tool = EndpointRules.toolLabel(draft.type());
    if (tool.isPresent()) {
      throw ErrorCode.ENDPOINT_TOOL_EXISTS.with(
          tool.get(), draft.subscriberId(), draft.integrationIdentifier());
    }
    if (!isSameOwner(holder, draft)) {
      throw ErrorCode.ENDPOINT_USER_TAKEN.with(draft.providerId(), draft.integrationIdentifier());
    }
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
            draft.endpoint(),
            unique,
            createdAt,
            updatedAt);
    var key = keys.record(identifier);
    return new Plan<>(
        endpoint,
        commit -> {
          commit.expectAbsent("identifier", key).set(key, codec.encode(keys, endpoint));
          unique
              .map(keys::unique)
              .ifPresent(
                  uniqueKey -> commit.expectAbsent("unique", uniqueKey).set(uniqueKey, identifier));
          keys.indexesOf(endpoint).forEach(index -> commit.index(index, identifier));
          events.linked(commit, keys.keys(), endpoint);
        });
  }

  private Plan<ChannelEndpoint> renewal(
      EndpointKeys keys, Holder holder, EndpointDraft draft, Instant updatedAt) {
    var current = holder.endpoint();
    var connection = draft.connectionIdentifier().or(current::connectionIdentifier);
    var renewed = current.with(draft.endpoint(), connection, current.uniqueKey(), updatedAt);
    var key = keys.record(current.identifier());
    return new Plan<>(
        renewed,
        commit -> {
          commit
              .expectUnchanged("record", key, Optional.of(holder.raw()))
              .set(key, codec.encode(keys, renewed));
          if (!connection.equals(current.connectionIdentifier())) {
            current
                .connectionIdentifier()
                .map(keys::ofConnection)
                .ifPresent(former -> commit.unindex(former, current.identifier()));
            connection
                .map(keys::ofConnection)
                .ifPresent(latest -> commit.mirror(latest, current.identifier(), keys.all()));
          }
          events.changed(commit, keys.keys(), current, renewed);
        });
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
