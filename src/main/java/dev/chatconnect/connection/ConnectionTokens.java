package dev.chatconnect.connection;

import java.time.Clock;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;

/** Hands out usable tokens. */
@Singleton
class ConnectionTokens {

  private final ConnectionStore connections;
  private final TokenRenewal renewal;
  private final Clock clock;

  ConnectionTokens(ConnectionStore connections, TokenRenewal renewal, Clock clock) {
    this.connections = connections;
    this.renewal = renewal;
    this.clock = clock;
  }

  /** A connection whose token can be used now; 404 when unknown, 409 when it cannot be used. */
  Uni<ChannelConnection> usable(Environment environment, String identifier) {
    return connections
        .find(new RedisKeys(environment.id()), identifier)
        .map(found -> found.orElseThrow(() -> ErrorCode.CONNECTION_NOT_FOUND.with(identifier)))
        .invoke(ConnectionTokens::requireActive)
        .chain(connection -> renewal.fresh(environment, connection))
        .invoke(this::requireGood);
  }

  /** Fails with 409 for a connection that cannot be used. */
  static void requireActive(ChannelConnection connection) {
    if (connection.status() != ConnectionStatus.ACTIVE) {
      throw ErrorCode.CONNECTION_UNUSABLE.with(connection.identifier(), connection.status().wire());
    }
  }

  private void requireGood(ChannelConnection connection) {
    requireActive(connection);
    var ended =
        connection.tokens().expiresAt().filter(end -> !end.isAfter(clock.instant())).isPresent();
    if (ended) {
      throw ErrorCode.CONNECTION_UNUSABLE.with(connection.identifier(), "expired");
    }
    if (connection.tokens().accessToken().isEmpty()) {
      throw ErrorCode.CONNECTION_UNUSABLE.with(connection.identifier(), "none was given");
    }
  }
}
