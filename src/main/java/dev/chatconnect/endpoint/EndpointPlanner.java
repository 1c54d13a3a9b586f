package dev.chatconnect.endpoint;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.RandomIds;
import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.Plan;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;

/** Plans writes of channel endpoints: one per identifier, and one per {@link Uniqueness} key. */
@Singleton
public class EndpointPlanner {

  private final RedisGateway redis;
  private final EndpointCodec codec;
  private final RandomIds ids;
  private final Clock clock;

  EndpointPlanner(RedisGateway redis, EndpointCodec codec, RandomIds ids, Clock clock) {
    this.redis = redis;
    this.codec = codec;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Plans to create an endpoint, or to renew the same subscriber's in the same context, which keeps
   * its identifier.
   *
   * @return a plan, or 409 when another subscriber or context holds what may exist only once
   */
  public Uni<Plan<ChannelEndpoint>> planUpsert(RedisKeys environment, EndpointDraft draft) {
    var keys = new EndpointKeys(environment);
    var unique = Uniqueness.key(draft);
    if (unique.isEmpty()) {
      return Uni.createFrom().item(creation(keys, draft, unique));
    }
    return redis
        .get(keys.unique(unique.get()))
        .chain(
            holder ->
                holder
                    .map(identifier -> planRenewal(keys, identifier, draft, unique))
                    .orElseGet(() -> Uni.createFrom().item(creation(keys, draft, unique))));
  }

  /**
   * Plans new fields for an endpoint.
   *
   * @return a plan; the current endpoint must not have changed meanwhile
   */
  public Uni<Optional<Plan<ChannelEndpoint>>> planDelete(RedisKeys environment, String identifier) {
    var keys = new EndpointKeys(environment);
    var key = keys.record(identifier);
    return redis
        .get(key)
        .map(
            raw ->
                raw.map(
                    current -> {
                      var endpoint = codec.decode(key, current);
                      return new Plan<>(endpoint, commit -> delete(commit, keys, endpoint, raw));
                    }));
  }

  private Uni<Plan<ChannelEndpoint>> planRenewal(
      EndpointKeys keys, String identifier, EndpointDraft draft, Optional<String> unique) {
    var key = keys.record(identifier);
    return redis
        .get(key)
        .map(
            raw ->
                raw.map(
                        current -> {
                          var holder = codec.decode(key, current);
                          if (!holder.subscriberId().equals(draft.subscriberId())
                              || !holder.contextKeys().equals(draft.contextKeys())) {
                            throw ErrorCode.ENDPOINT_USER_TAKEN.with(
                                draft.providerId(), draft.integrationIdentifier());
                          }
                          return renewal(keys, holder, draft, raw);
                        })
                    .orElseGet(() -> creation(keys, draft, unique)));
  }

  private Plan<ChannelEndpoint> creation(
      EndpointKeys keys, EndpointDraft draft, Optional<String> unique) {
    var identifier =
        draft
            .identifier()
            .filter(wanted -> !wanted.isEmpty())
            .orElseGet(() -> "chendp_" + ids.name(12));
    var now = now();
    var endpoint =
        new ChannelEndpoint(
            identifier,
            draft.integrationId(),
            draft.integrationIdentifier(),
            draft.providerId(),
            draft.channel(),
            draft.connectionIdentifier(),
            draft.subscriberId(),
            draft.contextKeys(),
            draft.type(),
            draft.endpoint(),
            unique,
            now,
            now);
    var key = keys.record(identifier);
    return new Plan<>(
        endpoint,
        commit -> {
          commit.expectAbsent("identifier", key).set(key, codec.encode(key, endpoint));
          unique
              .map(keys::unique)
              .ifPresent(
                  uniqueKey -> commit.expectAbsent("unique", uniqueKey).set(uniqueKey, identifier));
          keys.indexesOf(endpoint).forEach(index -> commit.index(index, identifier));
        });
  }

  private Plan<ChannelEndpoint> renewal(
      EndpointKeys keys, ChannelEndpoint current, EndpointDraft draft, Optional<String> raw) {
    var connection = draft.connectionIdentifier().or(current::connectionIdentifier);
    var renewed = with(current, draft.endpoint(), connection, draft.integrationIdentifier(), now());
    var key = keys.record(current.identifier());
    return new Plan<>(
        renewed,
        commit -> {
          commit.expectUnchanged("record", key, raw).set(key, codec.encode(key, renewed));
          if (!connection.equals(current.connectionIdentifier())) {
            current
                .connectionIdentifier()
                .ifPresent(
                    former -> commit.unindex(keys.ofConnection(former), current.identifier()));
            connection.ifPresent(
                latest ->
                    commit.mirror(keys.ofConnection(latest), current.identifier(), keys.all()));
          }
        });
  }

  private static void delete(
      Commit commit, EndpointKeys keys, ChannelEndpoint endpoint, Optional<String> raw) {
    var key = keys.record(endpoint.identifier());
    commit.expectUnchanged("record", key, raw).delete(key);
    endpoint.uniqueKey().map(keys::unique).ifPresent(commit::delete);
    keys.indexesOf(endpoint).forEach(index -> commit.unindex(index, endpoint.identifier()));
  }

  private static ChannelEndpoint with(
      ChannelEndpoint current,
      Map<String, Object> fields,
      Optional<String> connection,
      String integrationIdentifier,
      Instant updatedAt) {
    return new ChannelEndpoint(
        current.identifier(),
        current.integrationId(),
        integrationIdentifier,
        current.providerId(),
        current.channel(),
        connection,
        current.subscriberId(),
        List.copyOf(current.contextKeys()),
        current.type(),
        fields,
        current.uniqueKey(),
        current.createdAt(),
        updatedAt);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
