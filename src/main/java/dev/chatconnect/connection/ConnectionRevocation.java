package dev.chatconnect.connection;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

import jakarta.inject.Singleton;

import dev.chatconnect.async.CallerContext;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.event.Event;
import dev.chatconnect.event.EventLog;
import dev.chatconnect.event.EventType;
import dev.chatconnect.integration.Integration;
import dev.chatconnect.integration.IntegrationStore;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.ProviderCatalog;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.TokenOperations;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.web.ApiException;
import io.quarkus.logging.Log;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;

/** Takes grants back at the provider when their connection is gone; best effort. */
@Singleton
class ConnectionRevocation {

  /** The caller of a removal waits no longer than this for the provider. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** What became of the grant. */
  enum Outcome {
    REVOKED,
    /** The provider has no such call, or the token was none of its own. */
    UNSUPPORTED,
    /** Left alone: another connection lives on tokens that would have ended too. */
    SHARED,
    /** The provider did not do it; an operator may want to. */
    FAILED;

    /** As the response header says it. */
    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final IntegrationStore integrations;
  private final ProviderCatalog providers;
  private final EventLog events;
  private final GrantSharing sharing;

  ConnectionRevocation(
      IntegrationStore integrations,
      ProviderCatalog providers,
      EventLog events,
      GrantSharing sharing) {
    this.integrations = integrations;
    this.providers = providers;
    this.events = events;
    this.sharing = sharing;
  }

  /** What the audit log has of a revocation. */
  @RegisterForReflection
  record Revocation(String identifier, String providerId, String result) {}

  /** Revokes the grant of a connection that was removed, and records the outcome; never fails. */
  Uni<Outcome> revoke(Environment environment, ChannelConnection connection) {
    return attempt(environment, connection)
        .call(outcome -> record(environment, connection, outcome));
  }

  private Uni<Void> record(Environment environment, ChannelConnection connection, Outcome outcome) {
    return events.record(
        new RedisKeys(environment.id()),
        new Event(
            EventType.GRANT_REVOCATION,
            Optional.of(connection.identifier()),
            connection.owner().subscriberId(),
            outcome != Outcome.FAILED,
            new Revocation(connection.identifier(), connection.providerId(), outcome.wire())));
  }

  private Uni<Outcome> attempt(Environment environment, ChannelConnection connection) {
    var operations = providers.find(connection.providerId()).flatMap(ChatProvider::tokens);
    if (operations.isEmpty()) {
      return Uni.createFrom().item(Outcome.UNSUPPORTED);
    }
    var revoked =
        integrations
            .findById(environment, connection.owner().integrationId())
            .chain(
                found ->
                    found
                        .map(
                            integration ->
                                revokeUnlessShared(
                                    environment, operations.get(), integration, connection))
                        .orElseGet(() -> Uni.createFrom().item(Outcome.UNSUPPORTED)));
    return CallerContext.limited(revoked, PATIENCE, TimeoutException::new)
        .onFailure(ConnectionRevocation::isUntold)
        .invoke(
            failure ->
                Log.warnf(
                    "event=grant_revocation_failed provider=%s cause=%s",
                    connection.providerId(), failure.getClass().getSimpleName()))
        .onFailure()
        .recoverWithItem(failure -> Outcome.FAILED)
        .invoke(
            outcome ->
                Log.infof(
                    "event=grant_revocation outcome=%s provider=%s environment=%s",
                    outcome.wire(), connection.providerId(), environment.id()));
  }

  /** Of Redis and of the provider the log has it already. */
  private static boolean isUntold(Throwable failure) {
    return !(failure instanceof ApiException || failure instanceof ProviderException);
  }

  private Uni<Outcome> revokeUnlessShared(
      Environment environment,
      TokenOperations operations,
      Integration integration,
      ChannelConnection connection) {
    return sharing
        .holds(new RedisKeys(environment.id()), connection, operations.revocationReach())
        .chain(
            shared ->
                shared
                    ? Uni.createFrom().item(Outcome.SHARED)
                    : revoke(operations, integration, connection));
  }

  private static Uni<Outcome> revoke(
      TokenOperations operations, Integration integration, ChannelConnection connection) {
    if (connection.tokens().accessToken().isEmpty()) {
      return Uni.createFrom().item(Outcome.UNSUPPORTED);
    }
    return operations
        .revoke(integration.credentials(), connection.tokens())
        .map(revoked -> revoked ? Outcome.REVOKED : Outcome.UNSUPPORTED)
        .onFailure(ProviderException.class)
        .invoke(
            failure ->
                Log.warnf(
                    "event=grant_revocation_failed provider=%s reason=%s",
                    connection.providerId(), ((ProviderException) failure).reason()));
  }
}
