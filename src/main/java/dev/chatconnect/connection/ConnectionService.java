package dev.chatconnect.connection;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import dev.chatconnect.context.ContextStore;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.integration.IntegrationStore;
import dev.chatconnect.provider.Grant;
import dev.chatconnect.provider.TokenSet;
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
                      tokens(request.auth()),
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

  /**
   * Replaces workspace and token. Rotation data stays unless the caller sends a refresh token or
   * takes it away with {@code null}. What a browser claimed is the application's word from here on.
   */
  Uni<ChannelConnection> update(
      Environment environment,
      String identifier,
      Map<String, Object> workspace,
      ConnectionAuth auth) {
    var keys = new RedisKeys(environment.id());
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
                            .planUpdate(
                                keys, identifier, current -> changed(current, workspace, auth))
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

  private ChannelConnection changed(
      ChannelConnection current, Map<String, Object> workspace, ConnectionAuth auth) {
    var keepsRotation = auth.refreshToken().isEmpty() && !auth.dropsRotation();
    var tokens = keepsRotation ? rotating(auth, current.tokens()) : tokens(auth);
    return current.renewed(
        current.integrationIdentifier(),
        workspace,
        tokens,
        current.grant().claimed(false),
        clock.instant());
  }

  /** New tokens with the rotation data that there is. */
  private TokenSet rotating(ConnectionAuth auth, TokenSet former) {
    return former.refreshToken().isPresent()
        ? new TokenSet(
            auth.accessToken(),
            former.refreshToken(),
            auth.expiresAt().or(former::expiresAt),
            auth.refreshTokenExpiresAt().or(former::refreshTokenExpiresAt))
        : tokens(auth);
  }

  /** A refresh token without an end of the access token means: refresh before the first use. */
  private TokenSet tokens(ConnectionAuth auth) {
    var expiresAt =
        auth.refreshToken().isPresent() && auth.expiresAt().isEmpty()
            ? Optional.of(clock.instant())
            : auth.expiresAt();
    return new TokenSet(
        auth.accessToken(), auth.refreshToken(), expiresAt, auth.refreshTokenExpiresAt());
  }

  private static RuntimeException notFound(String identifier) {
    return ErrorCode.CONNECTION_TO_UPDATE_NOT_FOUND.with(identifier);
  }
}
