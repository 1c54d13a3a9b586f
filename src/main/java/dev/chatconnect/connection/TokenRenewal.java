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
import io.smallrye.mutiny.Uni;

/**
 * Renews tokens that end soon. Of all callers on all replicas one asks the provider, the others
 * wait for what it gets: a refresh token is good for one use, and a second one would end the grant.
 */
@Singleton
class TokenRenewal {

  /** A token that is handed out is good for at least this long. */
  static final Duration MARGIN = Duration.ofMinutes(5);

  private final TokenTurns turns;
  private final TokenExchange exchange;
  private final RenewalPause pause;
  private final ProviderCatalog providers;
  private final Clock clock;

  TokenRenewal(
      TokenTurns turns,
      TokenExchange exchange,
      RenewalPause pause,
      ProviderCatalog providers,
      Clock clock) {
    this.turns = turns;
    this.exchange = exchange;
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
        ? turns.take(
            new RedisKeys(environment.id()), connection.identifier(), new Ahead(environment, lead))
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

  private Optional<TokenOperations> operations(ChannelConnection connection) {
    return providers.find(connection.providerId()).flatMap(ChatProvider::tokens);
  }

  /** Renewing a token that ends within the lead. */
  private final class Ahead implements TokenTurns.Task {

    private final Environment environment;
    private final Duration lead;

    Ahead(Environment environment, Duration lead) {
      this.environment = environment;
      this.lead = lead;
    }

    @Override
    public Uni<Optional<ChannelConnection>> withoutTurn(RedisKeys keys, String identifier) {
      return pause
          .remaining(keys, identifier)
          .chain(
              paused ->
                  paused.isPresent()
                      ? turns
                          .read(keys, identifier)
                          .invoke(exchange::requireGrant)
                          .map(current -> Optional.of(exchange.unrenewed(current, paused.get())))
                      : Uni.createFrom().item(Optional.empty()));
    }

    @Override
    public boolean isDue(ChannelConnection connection) {
      // Who had the turn before was refused: asking again would be refused again.
      exchange.requireGrant(connection);
      return TokenRenewal.this.isDue(connection, lead);
    }

    @Override
    public Uni<ChannelConnection> perform(ChannelConnection connection) {
      return exchange.renew(environment, connection);
    }
  }
}
