package dev.chatconnect.connection;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.integration.IntegrationStore;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.ProviderCatalog;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.TokenOperations;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/**
 * Asks a provider for new tokens and has kept what it says. One caller at a time, see {@link
 * RenewalLock}.
 */
@Singleton
class TokenExchange {

  private static final Duration COME_BACK = Duration.ofSeconds(5);

  private final TokenKeeper keeper;
  private final IntegrationStore integrations;
  private final ProviderCatalog providers;
  private final RenewalPause pause;
  private final RenewalsUnderWay underWay;
  private final RenewalMeters meters;
  private final Clock clock;

  TokenExchange(
      TokenKeeper keeper,
      IntegrationStore integrations,
      ProviderCatalog providers,
      RenewalPause pause,
      RenewalsUnderWay underWay,
      RenewalMeters meters,
      Clock clock) {
    this.keeper = keeper;
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
                return isOver(operations, credentials, connection, refusal)
                    ? ended(environment, connection, refusal)
                    : failed(environment, connection, refusal);
              }
              return failure == null
                  ? keeper.keep(environment, connection, operations, credentials, tokens)
                  : Uni.createFrom().failure(failure);
            });
  }

  private boolean isOver(
      TokenOperations operations,
      Credentials credentials,
      ChannelConnection connection,
      ProviderException failure) {
    return (failure.endsGrant() || isLapsed(connection, failure))
        && operations.isAppOf(credentials, connection.grant());
  }

  private Uni<ChannelConnection> ended(
      Environment environment, ChannelConnection connection, ProviderException failure) {
    tell(environment, connection, failure);
    return keeper
        .markFailed(environment, connection, failure.reason())
        .onItem()
        .failWith(() -> refused(connection, failure.reason()));
  }

  private static void tell(
      Environment environment, ChannelConnection connection, ProviderException failure) {
    Log.warnf(
        "event=token_refresh_failed provider=%s environment=%s reason=%s",
        connection.providerId(), environment.id(), failure.reason());
  }

  private Uni<ChannelConnection> failed(
      Environment environment, ChannelConnection connection, ProviderException failure) {
    tell(environment, connection, failure);
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

  /** Whether the provider refused, without saying why, a refresh token that has come to its end. */
  private boolean isLapsed(ChannelConnection connection, ProviderException failure) {
    return failure.kind() == ProviderException.Kind.REFUSED
        && connection
            .tokens()
            .refreshTokenExpiresAt()
            .filter(end -> end.isBefore(clock.instant()))
            .isPresent();
  }

  private boolean isStillGood(ChannelConnection connection) {
    return connection.tokens().expiresAt().filter(end -> end.isAfter(clock.instant())).isPresent();
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
}
