package dev.chatconnect.connection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.integration.IntegrationStore;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.ProviderCatalog;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.TokenSet;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.redis.Transactions;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/**
 * Asks a provider for new tokens and records what it says. One caller at a time, see {@link
 * RenewalLock}.
 */
@Singleton
class TokenExchange {

  private static final Duration SAVE_PAUSE = Duration.ofMillis(250);
  private static final int SAVE_RETRIES = 12;

  private final ConnectionChanges changes;
  private final Transactions transactions;
  private final IntegrationStore integrations;
  private final ProviderCatalog providers;
  private final Clock clock;

  TokenExchange(
      ConnectionChanges changes,
      Transactions transactions,
      IntegrationStore integrations,
      ProviderCatalog providers,
      Clock clock) {
    this.changes = changes;
    this.transactions = transactions;
    this.integrations = integrations;
    this.providers = providers;
    this.clock = clock;
  }

  /**
   * The connection with new tokens, or as it is while its token is good and the provider is away.
   *
   * @return 502 when the provider refuses, which is recorded as the status; 503 when it is away
   */
  Uni<ChannelConnection> renew(Environment environment, ChannelConnection connection) {
    return credentials(environment, connection)
        .chain(credentials -> ask(environment, connection, credentials));
  }

  /** Fails with 502 for a connection whose last renewal the provider refused. */
  void requireNotRefused(ChannelConnection connection) {
    if (connection.status() == ConnectionStatus.REFRESH_FAILED) {
      throw refused(connection, connection.statusReason().orElse("unknown"));
    }
  }

  private Uni<ChannelConnection> ask(
      Environment environment, ChannelConnection connection, Credentials credentials) {
    var operations = provider(connection).flatMap(ChatProvider::tokens).orElseThrow();
    return operations
        .renew(credentials, connection.workspaceId(), connection.tokens())
        .chain(tokens -> save(environment, connection, tokens))
        .onFailure(ProviderException.class)
        .recoverWithUni(failure -> failed(environment, connection, (ProviderException) failure));
  }

  /** The old refresh token is spent by now, so saving the new one is tried for a while. */
  private Uni<ChannelConnection> save(
      Environment environment, ChannelConnection asked, TokenSet tokens) {
    Log.infof(
        "event=token_refreshed provider=%s environment=%s", asked.providerId(), environment.id());
    return change(environment, asked, current -> current.withTokens(tokens, now()))
        .onFailure(ApiException.class)
        .retry()
        .withBackOff(SAVE_PAUSE)
        .atMost(SAVE_RETRIES);
  }

  private Uni<ChannelConnection> failed(
      Environment environment, ChannelConnection connection, ProviderException failure) {
    Log.warnf(
        "event=token_refresh_failed provider=%s environment=%s reason=%s",
        connection.providerId(), environment.id(), failure.reason());
    if (failure.kind() == ProviderException.Kind.UNAVAILABLE) {
      return isStillGood(connection)
          ? Uni.createFrom().item(connection)
          : Uni.createFrom()
              .failure(
                  ErrorCode.TOKEN_REFRESH_UNAVAILABLE
                      .with(label(connection))
                      .retryAfter(failure.retryAfter().orElse(Duration.ofSeconds(5))));
    }
    return change(
            environment,
            connection,
            current -> current.withStatus(ConnectionStatus.REFRESH_FAILED, failure.reason(), now()))
        .onItem()
        .failWith(() -> refused(connection, failure.reason()));
  }

  private boolean isStillGood(ChannelConnection connection) {
    return connection.tokens().expiresAt().filter(end -> end.isAfter(clock.instant())).isPresent();
  }

  private interface Change {
    ChannelConnection of(ChannelConnection current);
  }

  /** Changes the connection unless somebody connected it anew meanwhile: then that one stands. */
  private Uni<ChannelConnection> change(
      Environment environment, ChannelConnection asked, Change change) {
    var keys = new RedisKeys(environment.id());
    return transactions.write(
        keys,
        () ->
            changes
                .planRenewal(
                    keys,
                    asked.identifier(),
                    current ->
                        current.tokens().equals(asked.tokens()) ? change.of(current) : current)
                .map(
                    plan ->
                        plan.orElseThrow(
                            () -> ErrorCode.CONNECTION_NOT_FOUND.with(asked.identifier()))));
  }

  private Uni<Credentials> credentials(Environment environment, ChannelConnection connection) {
    return integrations
        .findById(environment, connection.owner().integrationId())
        .map(
            found ->
                found
                    .orElseThrow(
                        () ->
                            ErrorCode.ROTATION_INTEGRATION_NOT_FOUND.with(
                                connection.integrationIdentifier()))
                    .credentials());
  }

  private Optional<ChatProvider> provider(ChannelConnection connection) {
    return providers.find(connection.providerId());
  }

  private ApiException refused(ChannelConnection connection, String reason) {
    return ErrorCode.TOKEN_REFRESH_FAILED.with(label(connection), reason);
  }

  private String label(ChannelConnection connection) {
    return provider(connection).map(found -> found.descriptor().displayName()).orElse("Provider");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
