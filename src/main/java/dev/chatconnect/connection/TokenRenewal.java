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
  private final ProviderCatalog providers;
  private final Clock clock;

  TokenRenewal(TokenTurns turns, TokenExchange exchange, ProviderCatalog providers, Clock clock) {
    this.turns = turns;
    this.exchange = exchange;
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
            environment,
            connection.identifier(),
            current -> {
              // Who had the turn before was refused: asking again would be refused again.
              exchange.requireNotRefused(current);
              return isDue(current, lead);
            },
            current -> exchange.renew(environment, current))
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
}
