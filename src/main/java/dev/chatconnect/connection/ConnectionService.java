package dev.chatconnect.connection;

import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import dev.chatconnect.context.ContextStore;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.integration.IntegrationStore;
import dev.chatconnect.provider.Grant;
import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.redis.Transactions;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;

/** Creates and changes channel connections on behalf of an API caller. */
@Singleton
public class ConnectionService {

  private final IntegrationStore integrations;
  private final ConnectionStore connections;
  private final ConnectionPlanner planner;
  private final ConnectionChanges changes;
  private final Transactions transactions;
  private final ContextStore contexts;
  private final RotationRules rotation;
  private final Clock clock;

  ConnectionService(
      IntegrationStore integrations,
      ConnectionStore connections,
      ConnectionPlanner planner,
      ConnectionChanges changes,
      Transactions transactions,
      ContextStore contexts,
      RotationRules rotation,
      Clock clock) {
    this.integrations = integrations;
    this.connections = connections;
    this.planner = planner;
    this.changes = changes;
    this.transactions = transactions;
    this.contexts = contexts;
    this.rotation = rotation;
    this.clock = clock;
  }

  /** Creates a connection; 409 when the owner has one already or the identifier is taken. */
  Uni<ChannelConnection> create(Environment environment, CreateConnectionRequest request) {
    return create(environment, request, Grant.NONE);
  }

  /** The same for a browser, whose word is all that there is. */
  public Uni<ChannelConnection> claim(Environment environment, CreateConnectionRequest request) {
    return create(environment, request, Grant.CLAIMED);
  }

  private Uni<ChannelConnection> create(
      Environment environment, CreateConnectionRequest request, Grant grant) {
    request.requireOwner();
    var keys = new RedisKeys(environment.id());
    var name = request.integrationIdentifier();
    return integrations
        .findByIdentifier(environment, name)
        .chain(
            found -> {
              var integration = found.orElseThrow(() -> ErrorCode.INTEGRATION_NOT_FOUND.with(name));
              rotation.require(integration, request.auth().refreshToken());
              var draft =
                  new ConnectionDraft(
                      request.identifier(),
                      request.owner(integration.id()),
                      integration.identifier(),
                      integration.providerId(),
                      integration.channelOrChat(),
                      request.workspace(),
                      request.auth().tokens(clock.instant()),
                      grant);
              Consumer<Commit> ownContexts =
                  commit ->
                      request
                          .context()
                          .ownPayload()
                          .ifPresent(context -> contexts.addTo(commit, keys, context));
              return transactions.write(
                  keys,
                  planner.hopeToCreate(keys, draft).with(ownContexts),
                  () -> planner.planCreate(keys, draft).map(plan -> plan.with(ownContexts)));
            });
  }

  /** Replaces workspace and token, as {@link ConnectionUpdate} has it. */
  Uni<ChannelConnection> update(
      Environment environment,
      String identifier,
      Map<String, Object> workspace,
      ConnectionAuth auth) {
    var keys = new RedisKeys(environment.id());
    var update = new ConnectionUpdate(workspace, auth, clock.instant());
    return connections
        .find(keys, identifier)
        .map(found -> found.orElseThrow(() -> notFound(identifier)))
        .call(connection -> requireRotation(environment, connection, auth))
        .chain(
            () ->
                transactions.write(
                    keys,
                    () ->
                        changes
                            .planUpdate(keys, identifier, update::of)
                            .map(plan -> plan.orElseThrow(() -> notFound(identifier)))));
  }

  private Uni<Void> requireRotation(
      Environment environment, ChannelConnection connection, ConnectionAuth auth) {
    if (auth.refreshToken().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return integrations
        .findById(environment, connection.owner().integrationId())
        .invoke(
            found ->
                rotation.require(
                    found.orElseThrow(
                        () ->
                            ErrorCode.ROTATION_INTEGRATION_NOT_FOUND.with(
                                connection.integrationIdentifier())),
                    auth.refreshToken()))
        .replaceWithVoid();
  }

  private static RuntimeException notFound(String identifier) {
    return ErrorCode.CONNECTION_TO_UPDATE_NOT_FOUND.with(identifier);
  }
}
