package dev.chatconnect.connection;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.ProviderCatalog;
import dev.chatconnect.provider.TokenOperations;
import dev.chatconnect.provider.TokenOperations.Renewal;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.web.ErrorCode;
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

  private final ConnectionStore connections;
  private final TokenExchange exchange;
  private final RenewalLock lock;
  private final RenewalPause pause;
  private final ProviderCatalog providers;
  private final Clock clock;

  TokenRenewal(
      ConnectionStore connections,
      TokenExchange exchange,
      RenewalLock lock,
      RenewalPause pause,
      ProviderCatalog providers,
      Clock clock) {
    this.connections = connections;
    this.exchange = exchange;
    this.lock = lock;
    this.pause = pause;
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
    return pause
        .remaining(keys, identifier)
        .chain(
            paused ->
                paused.isPresent()
                    ? read(environment, identifier)
                        .map(connection -> exchange.unrenewed(connection, paused.get()))
                    : lock.holding(
                            keys, identifier, () -> renewAlone(environment, identifier, lead))
                        .chain(
                            done ->
                                done.isPresent()
                                    ? Uni.createFrom().item(done.get())
                                    : waitForOther(environment, identifier, lead, pollsLeft)));
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
                    ? exchange.renew(environment, connection)
                    : Uni.createFrom().item(connection));
  }

  private Uni<ChannelConnection> read(Environment environment, String identifier) {
    return connections
        .find(new RedisKeys(environment.id()), identifier)
        .map(found -> found.orElseThrow(() -> ErrorCode.CONNECTION_NOT_FOUND.with(identifier)))
        // Who had the lock before was refused: asking again would be refused again.
        .invoke(exchange::requireGrant);
  }

  private Optional<TokenOperations> operations(ChannelConnection connection) {
    return providers.find(connection.providerId()).flatMap(ChatProvider::tokens);
  }
}
