package dev.chatconnect.connection;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatconnect.context.ContextStore;
import dev.chatconnect.crypto.RandomIds;
import dev.chatconnect.crypto.Sealed;
import dev.chatconnect.integration.Integration;
import dev.chatconnect.provider.Grant;
import dev.chatconnect.redis.Plan;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.web.ErrorCode;
import dev.chatconnect.web.JsonBody;
import dev.chatconnect.web.WriteOutcome;
import io.smallrye.mutiny.Uni;

/** Plans writes that make connections what another environment had. */
@Singleton
public class ConnectionImport {

  private final RedisGateway redis;
  private final ConnectionCodec codec;
  private final ConnectionEvents events;
  private final WorkspaceFields workspaces;
  private final ContextStore contexts;
  private final RotationRules rotation;
  private final RandomIds ids;
  private final Clock clock;

  ConnectionImport(
      RedisGateway redis,
      ConnectionCodec codec,
      ConnectionEvents events,
      WorkspaceFields workspaces,
      ContextStore contexts,
      RotationRules rotation,
      RandomIds ids,
      Clock clock) {
    this.redis = redis;
    this.codec = codec;
    this.events = events;
    this.workspaces = workspaces;
    this.contexts = contexts;
    this.rotation = rotation;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Reads a connection.
   *
   * @throws dev.chatconnect.web.ApiException 422 with all messages, when a rule was broken
   */
  public ImportedConnection read(ObjectNode json) {
    return ImportedConnection.read(new JsonBody(json), workspaces);
  }

  /**
   * Plans to create the connection, or to change the one that is there; one that changed later here
   * than there stays as it is.
   *
   * @return a plan; 400 when the connection does not fit the integration, 409 when its identifier
   *     or its owner has another connection
   */
  public Uni<Plan<WriteOutcome>> plan(
      RedisKeys environment, Integration integration, ImportedConnection wanted) {
    require(integration, wanted);
    var keys = new ConnectionKeys(environment);
    var ownerKey = keys.owner(wanted.owner(integration.id()));
    if (wanted.identifier().isPresent()) {
      var identifier = wanted.identifier().get();
      return redis
          .getAll(List.of(ownerKey, keys.record(identifier)))
          .map(found -> plan(keys, identifier, found.get(0), found.get(1), integration, wanted));
    }
    return redis
        .get(ownerKey)
        .chain(
            ofOwner -> {
              var identifier = ofOwner.orElseGet(() -> "chconn_" + ids.name(12));
              return redis
                  .get(keys.record(identifier))
                  .map(raw -> plan(keys, identifier, ofOwner, raw, integration, wanted));
            });
  }

  /**
   * Decides on what was read.
   *
   * @param ofOwner identifier of the connection that the owner has
   * @param raw record of the connection that has the identifier
   */
  private Plan<WriteOutcome> plan(
      ConnectionKeys keys,
      String identifier,
      Optional<String> ofOwner,
      Optional<String> raw,
      Integration integration,
      ImportedConnection wanted) {
    if (raw.isPresent()) {
      return change(keys, raw.get(), identifier, integration, wanted);
    }
    if (ofOwner.filter(other -> !other.equals(identifier)).isPresent()) {
      var owner = wanted.owner(integration.id());
      throw ErrorCode.CONNECTION_EXISTS.with(
          integration.identifier(),
          owner.describeSubscriber(),
          owner.describeContext(),
          ofOwner.get());
    }
    return creation(keys, identifier, integration, wanted);
  }

  private void require(Integration integration, ImportedConnection wanted) {
    if (wanted.providerId().filter(id -> !id.equals(integration.providerId())).isPresent()) {
      throw ErrorCode.IMPORT_OTHER_PROVIDER.with(
          integration.identifier(), integration.providerId());
    }
    OwnerRules.require(
        Optional.empty(), wanted.subscriberId().isPresent(), wanted.context().isPresent());
    wanted.tokens().ifPresent(tokens -> rotation.require(integration, tokens.refreshToken()));
  }

  private Plan<WriteOutcome> creation(
      ConnectionKeys keys, String identifier, Integration integration, ImportedConnection wanted) {
    var now = clock.instant();
    var connection =
        new ChannelConnection(
            identifier,
            wanted.owner(integration.id()),
            integration.identifier(),
            integration.providerId(),
            integration.channelOrChat(),
            wanted.workspace(),
            wanted.tokens().orElseThrow(ErrorCode.IMPORT_WITHOUT_TOKEN::with),
            wanted.grant().orElse(Grant.NONE),
            wanted.status().orElse(ConnectionStatus.ACTIVE),
            wanted.statusReason(),
            wanted.createdAt().orElse(now),
            wanted.updatedAt().or(wanted::createdAt).orElse(now));
    var writes = new ConnectionWrites(keys, codec, events);
    return new Plan<>(WriteOutcome.CREATED, commit -> writes.create(commit, connection))
        .with(
            commit ->
                wanted
                    .context()
                    .ifPresent(context -> contexts.addTo(commit, keys.keys(), context)));
  }

  private Plan<WriteOutcome> change(
      ConnectionKeys keys,
      String raw,
      String identifier,
      Integration integration,
      ImportedConnection wanted) {
    var current = codec.decode(keys.record(identifier), raw);
    if (!current.owner().equals(wanted.owner(integration.id()))) {
      throw ErrorCode.CONNECTION_IDENTIFIER_TAKEN.with(identifier, keys.keys().environmentId());
    }
    if (wanted.updatedAt().filter(current.updatedAt()::isAfter).isPresent()) {
      return Plan.nothing(WriteOutcome.UNCHANGED);
    }
    if (changed(current, wanted, current.updatedAt()).equals(current)) {
      return Plan.nothing(WriteOutcome.UNCHANGED);
    }
    var changed = changed(current, wanted, wanted.updatedAt().orElseGet(clock::instant));
    var writes = new ConnectionWrites(keys, codec, events);
    return new Plan<>(WriteOutcome.UPDATED, commit -> writes.replace(commit, raw, changed));
  }

  private static ChannelConnection changed(
      ChannelConnection current, ImportedConnection wanted, Instant updatedAt) {
    // Unopened where the line has none: those that are here may be under a key that is gone.
    var tokens = wanted.tokens().map(Sealed::of).orElse(current.sealedTokens());
    var sameGrant = current.hasGrantOf(tokens);
    var becomesUsable = wanted.status().isEmpty() && !sameGrant;
    return new ChannelConnection(
        current.identifier(),
        current.owner(),
        current.integrationIdentifier(),
        current.providerId(),
        current.channel(),
        wanted.workspace(),
        tokens,
        wanted.grant().orElseGet(() -> current.grant().claimed(stillClaimed(wanted, current))),
        becomesUsable ? ConnectionStatus.ACTIVE : wanted.status().orElse(current.status()),
        becomesUsable
            ? Optional.empty()
            : wanted.status().isPresent() ? wanted.statusReason() : current.statusReason(),
        current.createdAt(),
        updatedAt,
        sameGrant ? current.grantedAt() : updatedAt);
  }

  /** With tokens of the operator's it is no longer a browser's word. */
  private static boolean stillClaimed(ImportedConnection wanted, ChannelConnection current) {
    return current.grant().claimed() && wanted.tokens().isEmpty();
  }
}
