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
  private static final Duration LONGEST_SAVE_PAUSE = Duration.ofSeconds(1);

  /** With the pauses in between about ten minutes, longer than Redis should ever be away. */
  private static final int SAVE_RETRIES = 600;

  private static final Duration COME_BACK = Duration.ofSeconds(5);

  private final ConnectionChanges changes;
  private final Transactions transactions;
  private final IntegrationStore integrations;
  private final ProviderCatalog providers;
  private final RenewalPause pause;
  private final RenewalsUnderWay underWay;
  private final RenewalMeters meters;
  private final Clock clock;

  TokenExchange(
      ConnectionChanges changes,
      Transactions transactions,
      IntegrationStore integrations,
      ProviderCatalog providers,
      RenewalPause pause,
      RenewalsUnderWay underWay,
      RenewalMeters meters,
      Clock clock) {
    this.changes = changes;
    this.transactions = transactions;
    this.integrations = integrations;
    this.providers = providers;
    this.pause = pause;
    this.underWay = underWay;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * The connection with new tokens, or as it is while its token is good and the provider gives no
   * new one.
   *
   * @return 502 when the provider refuses: where the grant is over, that is recorded as the status;
   *     503 when it is away
   */
  Uni<ChannelConnection> renew(Environment environment, ChannelConnection connection) {
    if (underWay.isStopping()) {
      return Uni.createFrom().item(() -> unrenewed(connection, COME_BACK));
    }
    return credentials(environment, connection)
        .chain(credentials -> underWay.during(() -> ask(environment, connection, credentials)));
  }

  /** The connection while its token is good; fails with 503 when it is not any more. */
  ChannelConnection unrenewed(ChannelConnection connection, Duration comeBack) {
    if (isStillGood(connection)) {
      return connection;
    }
    throw ErrorCode.TOKEN_REFRESH_UNAVAILABLE.with(label(connection)).retryAfter(comeBack);
  }

  /** Fails for a connection that came to its end since it was asked for. */
  void requireGrant(ChannelConnection connection) {
    switch (connection.status()) {
      case ACTIVE -> {}
      case REFRESH_FAILED -> throw refused(connection, connection.statusReason().orElse("unknown"));
      case REVOKED ->
          throw ErrorCode.CONNECTION_UNUSABLE.with(
              connection.identifier(), connection.status().wire());
    }
  }

  private Uni<ChannelConnection> ask(
      Environment environment, ChannelConnection connection, Credentials credentials) {
    var operations = provider(connection).flatMap(ChatProvider::tokens).orElseThrow();
    return operations
        .renew(credentials, connection.workspaceId(), connection.tokens())
        .onItemOrFailure()
        .transformToUni(
            (tokens, failure) -> {
              meters.attempted(connection.providerId(), failure);
              if (failure instanceof ProviderException refusal) {
                return failed(environment, connection, refusal);
              }
              return failure == null
                  ? keep(environment, connection, operations, credentials, tokens)
                  : Uni.createFrom().failure(failure);
            });
  }

  /**
   * Makes last what the provider gave for a connection's tokens, unless it was connected anew
   * meanwhile; takes it back where the connection is gone.
   */
  Uni<ChannelConnection> keep(
      Environment environment,
      ChannelConnection asked,
      TokenOperations operations,
      Credentials credentials,
      TokenSet tokens) {
    return save(environment, asked, tokens)
        .onFailure(TokenExchange::isGone)
        .call(() -> takeBack(operations, credentials, tokens));
  }

  /** The old refresh token is spent by now, so saving the new one is tried for a long while. */
  private Uni<ChannelConnection> save(
      Environment environment, ChannelConnection asked, TokenSet tokens) {
    Log.infof(
        "event=token_refreshed provider=%s environment=%s", asked.providerId(), environment.id());
    return change(environment, asked, current -> current.withTokens(tokens, now()))
        .onFailure(TokenExchange::mayPass)
        .retry()
        .withBackOff(SAVE_PAUSE, LONGEST_SAVE_PAUSE)
        .atMost(SAVE_RETRIES);
  }

  /** Whoever deleted the connection meanwhile wanted its grant to end, and knew the old tokens. */
  private static Uni<Boolean> takeBack(
      TokenOperations operations, Credentials credentials, TokenSet tokens) {
    return operations.revoke(credentials, tokens).onFailure().recoverWithItem(false);
  }

  private Uni<ChannelConnection> failed(
      Environment environment, ChannelConnection connection, ProviderException failure) {
    Log.warnf(
        "event=token_refresh_failed provider=%s environment=%s reason=%s",
        connection.providerId(), environment.id(), failure.reason());
    if (failure.endsGrant()) {
      return change(
              environment,
              connection,
              current ->
                  current.withStatus(ConnectionStatus.REFRESH_FAILED, failure.reason(), now()))
          .onItem()
          .failWith(() -> refused(connection, failure.reason()));
    }
    return pause
        .begin(
            new RedisKeys(environment.id()),
            connection.identifier(),
            failure.retryAfter().orElse(COME_BACK))
        .onFailure()
        .recoverWithItem(COME_BACK)
        .map(
            length -> {
              if (failure.kind() == ProviderException.Kind.UNAVAILABLE || isStillGood(connection)) {
                return unrenewed(connection, length);
              }
              throw refused(connection, failure.reason());
            });
  }

  private boolean isStillGood(ChannelConnection connection) {
    return connection.tokens().expiresAt().filter(end -> end.isAfter(clock.instant())).isPresent();
  }

  private static boolean mayPass(Throwable failure) {
    return failure instanceof ApiException told && told.code().status() == 503;
  }

  private static boolean isGone(Throwable failure) {
    return failure instanceof ApiException told && told.code() == ErrorCode.CONNECTION_NOT_FOUND;
  }

  private interface Change {
    ChannelConnection of(ChannelConnection current);
  }

  /**
   * Changes the connection unless somebody connected it anew meanwhile, or the provider said that
   * it is revoked: then that stands.
   */
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
                        current.tokens().equals(asked.tokens())
                                && current.status() != ConnectionStatus.REVOKED
                            ? change.of(current)
                            : current)
                .map(
                    plan ->
                        plan.orElseThrow(
                            () -> ErrorCode.CONNECTION_NOT_FOUND.with(asked.identifier()))));
  }

  /** The credentials of a connection's integration; 404 when it is gone. */
  Uni<Credentials> credentials(Environment environment, ChannelConnection connection) {
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
