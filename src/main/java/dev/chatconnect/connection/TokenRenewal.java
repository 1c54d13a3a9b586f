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
import dev.chatconnect.provider.TokenOperations;
import dev.chatconnect.provider.TokenOperations.Renewal;
import dev.chatconnect.provider.TokenSet;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.redis.Transactions;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/**
 * Renews tokens that end soon. Of all callers on all replicas one asks the provider, the others
 * wait for what it gets: a refresh token is good for one use, and a second one would end the grant.
 */
@Singleton
class TokenRenewal {

  /** A token that is handed out is good for at least this long. */
  static final Duration MARGIN = Duration.ofMinutes(5);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int POLLS = 75;
  private static final Duration SAVE_PAUSE = Duration.ofMillis(250);
  private static final int SAVE_RETRIES = 12;

  private final ConnectionStore connections;
  private final ConnectionChanges changes;
  private final Transactions transactions;
  private final RenewalLock lock;
  private final IntegrationStore integrations;
  private final ProviderCatalog providers;
  private final Clock clock;

  TokenRenewal(
      ConnectionStore connections,
      ConnectionChanges changes,
      Transactions transactions,
      RenewalLock lock,
      IntegrationStore integrations,
      ProviderCatalog providers,
      Clock clock) {
    this.connections = connections;
    this.changes = changes;
    this.transactions = transactions;
    this.lock = lock;
    this.integrations = integrations;
    this.providers = providers;
    this.clock = clock;
  }

  /**
   * The connection with a token that is good for {@link #MARGIN}, renewed where that is needed and
   * possible.
   *
   * @return 502 when the provider refuses to renew, 503 when it cannot be reached
   */
  Uni<ChannelConnection> fresh(Environment environment, ChannelConnection connection) {
    return ahead(environment, connection, MARGIN);
  }

  /** The same with a token that is good for a longer time. */
  Uni<ChannelConnection> ahead(
      Environment environment, ChannelConnection connection, Duration lead) {
    return isDue(connection, lead)
        ? renew(environment, connection.identifier(), lead, POLLS)
        : Uni.createFrom().item(connection);
  }

  /** Whether the token ends soon and the provider can replace it. */
  private boolean isDue(ChannelConnection connection, Duration lead) {
    var tokens = connection.tokens();
    var ends = tokens.expiresAt();
    var endsSoon = ends.filter(end -> end.isBefore(clock.instant().plus(lead))).isPresent();
    return switch (operations(connection).map(TokenOperations::renewal).orElse(Renewal.NONE)) {
      case NONE -> false;
      case REFRESH -> endsSoon && tokens.refreshToken().isPresent();
      case MINT -> endsSoon || ends.isEmpty();
    };
  }

  private Uni<ChannelConnection> renew(
      Environment environment, String identifier, Duration lead, int pollsLeft) {
    var keys = new RedisKeys(environment.id());
    return lock.acquire(keys, identifier)
        .chain(
            held ->
                held.isPresent()
                    ? renewAlone(environment, identifier, lead)
                        .onItemOrFailure()
                        .call((ignored, failure) -> lock.release(keys, identifier, held.get()))
                    : waitForOther(environment, identifier, lead, pollsLeft));
  }

  private Uni<ChannelConnection> waitForOther(
      Environment environment, String identifier, Duration lead, int pollsLeft) {
    if (pollsLeft == 0) {
      return Uni.createFrom().failure(ErrorCode.TOKEN_REFRESH_TIMED_OUT.with(identifier));
    }
    return Uni.createFrom()
        .voidItem()
        .onItem()
        .delayIt()
        .by(POLL)
        .chain(() -> read(environment, identifier))
        .chain(
            connection ->
                isDue(connection, lead)
                    ? renew(environment, identifier, lead, pollsLeft - 1)
                    : Uni.createFrom().item(connection));
  }

  /** Under the lock: reads again, since the former holder may have renewed already. */
  private Uni<ChannelConnection> renewAlone(
      Environment environment, String identifier, Duration lead) {
    return read(environment, identifier)
        .chain(
            connection ->
                isDue(connection, lead)
                    ? credentials(environment, connection)
                        .chain(credentials -> ask(environment, connection, credentials))
                    : Uni.createFrom().item(connection));
  }

  private Uni<ChannelConnection> ask(
      Environment environment, ChannelConnection connection, Credentials credentials) {
    var operations = operations(connection).orElseThrow();
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
    var label = provider(connection).map(found -> found.descriptor().displayName()).orElse("");
    Log.warnf(
        "event=token_refresh_failed provider=%s environment=%s reason=%s",
        connection.providerId(), environment.id(), failure.reason());
    if (failure.kind() == ProviderException.Kind.UNAVAILABLE) {
      return isStillGood(connection)
          ? Uni.createFrom().item(connection)
          : Uni.createFrom()
              .failure(
                  ErrorCode.TOKEN_REFRESH_UNAVAILABLE
                      .with(label)
                      .retryAfter(failure.retryAfter().orElse(Duration.ofSeconds(5))));
    }
    return change(
            environment,
            connection,
            current -> current.withStatus(ConnectionStatus.REFRESH_FAILED, failure.reason(), now()))
        .onItem()
        .failWith(() -> ErrorCode.TOKEN_REFRESH_FAILED.with(label, failure.reason()));
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
                .planUpdate(
                    keys,
                    asked.identifier(),
                    current ->
                        current.tokens().equals(asked.tokens()) ? change.of(current) : current)
                .map(plan -> plan.orElseThrow(() -> notFound(asked.identifier()))));
  }

  private Uni<ChannelConnection> read(Environment environment, String identifier) {
    return connections
        .find(new RedisKeys(environment.id()), identifier)
        .map(found -> found.orElseThrow(() -> notFound(identifier)));
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

  private Optional<TokenOperations> operations(ChannelConnection connection) {
    return provider(connection).flatMap(ChatProvider::tokens);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static ApiException notFound(String identifier) {
    return ErrorCode.CONNECTION_NOT_FOUND.with(identifier);
  }
}
