package dev.chatconnect.connection;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.RandomIds;
import dev.chatconnect.redis.Plan;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;

/** Plans writes of channel connections: one per identifier and one per {@link Owner}. */
@Singleton
public class ConnectionPlanner {

  private final RedisGateway redis;
  private final ConnectionCodec codec;
  private final ConnectionEvents events;
  private final RandomIds ids;
  private final Clock clock;

  ConnectionPlanner(
      RedisGateway redis,
      ConnectionCodec codec,
      ConnectionEvents events,
      RandomIds ids,
      Clock clock) {
    this.redis = redis;
    this.codec = codec;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Plans a new connection without looking whether there may be one: the conditions of the writes
   * do.
   */
  public Plan<ChannelConnection> hopeToCreate(RedisKeys environment, ConnectionDraft draft) {
    return creation(new ConnectionKeys(environment), identifier(draft), draft);
  }

  /**
   * Plans a new connection.
   *
   * @return a plan, or 409 when the owner has a connection or the identifier is taken
   */
  public Uni<Plan<ChannelConnection>> planCreate(RedisKeys environment, ConnectionDraft draft) {
    var keys = new ConnectionKeys(environment);
    var identifier = identifier(draft);
    return redis
        .getAll(List.of(keys.owner(draft.owner()), keys.record(identifier)))
        .map(
            found -> {
              if (found.get(0).isPresent()) {
                throw ErrorCode.CONNECTION_EXISTS.with(
                    draft.integrationIdentifier(),
                    draft.owner().describeSubscriber(),
                    draft.owner().describeContext(),
                    found.get(0).get());
              }
              if (found.get(1).isPresent()) {
                throw ErrorCode.CONNECTION_IDENTIFIER_TAKEN.with(
                    identifier, environment.environmentId());
              }
              return creation(keys, identifier, draft);
            });
  }

  /**
   * Plans to create the owner's connection or to renew the one it has, which keeps its identifier.
   *
   * @param replaceable fails for a connection that must not be renewed; what it is asked about is
   *     what the plan then replaces
   * @return a plan, or 409 when the wanted identifier belongs to another owner
   */
  public Uni<Plan<ChannelConnection>> planUpsert(
      RedisKeys environment, ConnectionDraft draft, Consumer<ChannelConnection> replaceable) {
    var keys = new ConnectionKeys(environment);
    var identifier = identifier(draft);
    return redis
        .getAll(List.of(keys.owner(draft.owner()), keys.record(identifier)))
        .chain(
            found -> {
              var sameName = found.get(1).map(raw -> codec.decode(keys.record(identifier), raw));
              if (sameName.isPresent() && !sameName.get().owner().equals(draft.owner())) {
                throw ErrorCode.CONNECTION_IDENTIFIER_TAKEN.with(
                    identifier, environment.environmentId());
              }
              return found
                  .get(0)
                  .map(existing -> planRenewal(keys, existing, identifier, draft, replaceable))
                  .orElseGet(() -> Uni.createFrom().item(creation(keys, identifier, draft)));
            });
  }

  private Plan<ChannelConnection> creation(
      ConnectionKeys keys, String identifier, ConnectionDraft draft) {
    var now = clock.instant();
    var connection =
        new ChannelConnection(
            identifier,
            draft.owner(),
            draft.integrationIdentifier(),
            draft.providerId(),
            draft.channel(),
            draft.workspace(),
            draft.tokens(),
            draft.grant(),
            ConnectionStatus.ACTIVE,
            Optional.empty(),
            now,
            now);
    var writes = new ConnectionWrites(keys, codec, events);
    return new Plan<>(connection, commit -> writes.create(commit, connection));
  }

  private Uni<Plan<ChannelConnection>> planRenewal(
      ConnectionKeys keys,
      String existing,
      String wanted,
      ConnectionDraft draft,
      Consumer<ChannelConnection> replaceable) {
    var key = keys.record(existing);
    return redis
        .get(key)
        .map(
            raw ->
                raw.map(found -> renewal(keys, codec.decode(key, found), found, draft, replaceable))
                    // Deleted since the owner was read: a create that fails its condition plans
                    // again.
                    .orElseGet(() -> creation(keys, wanted, draft)));
  }

  private Plan<ChannelConnection> renewal(
      ConnectionKeys keys,
      ChannelConnection current,
      String raw,
      ConnectionDraft draft,
      Consumer<ChannelConnection> replaceable) {
    replaceable.accept(current);
    var renewed =
        current.renewed(
            draft.integrationIdentifier(),
            draft.workspace(),
            draft.tokens(),
            draft.grant(),
            clock.instant());
    var writes = new ConnectionWrites(keys, codec, events);
    return new Plan<>(renewed, commit -> writes.replace(commit, raw, renewed));
  }

  private String identifier(ConnectionDraft draft) {
    return draft
        .identifier()
        .filter(wanted -> !wanted.isEmpty())
        .orElseGet(() -> "chconn_" + ids.name(12));
  }
}
