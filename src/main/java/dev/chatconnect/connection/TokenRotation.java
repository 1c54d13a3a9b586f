package dev.chatconnect.connection;

import java.time.Duration;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.ProviderCatalog;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.TokenOperations;
import dev.chatconnect.provider.TokenOperations.Rotation;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/**
 * Moves connections from a token that does not end to one that is rotated. The provider exchanges a
 * token once, so it takes turns with renewals and keeps what it got like a renewal does.
 */
@Singleton
class TokenRotation {

  private static final Duration COME_BACK = Duration.ofSeconds(5);

  private final TokenTurns turns;
  private final TokenExchange exchange;
  private final TokenKeeper keeper;
  private final RenewalsUnderWay underWay;
  private final ProviderCatalog providers;

  TokenRotation(
      TokenTurns turns,
      TokenExchange exchange,
      TokenKeeper keeper,
      RenewalsUnderWay underWay,
      ProviderCatalog providers) {
    this.turns = turns;
    this.exchange = exchange;
    this.keeper = keeper;
    this.underWay = underWay;
    this.providers = providers;
  }

  /**
   * The connection with a token that is rotated; as it is when it has one already. A failure
   * changes nothing: a token that was not exchanged may well be good.
   *
   * @return 400 when the provider has no such exchange or the app is not set up for it; 404 when
   *     unknown; 409 when the connection is not active or its token cannot be exchanged any more;
   *     502 when the provider refuses or answers nonsense; 503 when it cannot be asked
   */
  Uni<ChannelConnection> begin(Environment environment, String identifier) {
    var keys = new RedisKeys(environment.id());
    return turns
        .read(keys, identifier)
        .chain(connection -> turns.take(keys, identifier, task(environment, connection)));
  }

  private Rotating task(Environment environment, ChannelConnection connection) {
    var provider = providers.find(connection.providerId());
    var operations = provider.flatMap(ChatProvider::tokens);
    var rotation = operations.flatMap(TokenOperations::rotation);
    if (rotation.isEmpty()) {
      throw ErrorCode.TOKEN_ROTATION_UNSUPPORTED.with(connection.providerId());
    }
    return new Rotating(
        environment,
        operations.orElseThrow(),
        rotation.get(),
        provider.orElseThrow().descriptor().displayName());
  }

  /** Exchanging a token that is not rotated. */
  private final class Rotating implements TokenTurns.Task {

    private final Environment environment;
    private final TokenOperations operations;
    private final Rotation rotation;
    private final String label;

    Rotating(Environment environment, TokenOperations operations, Rotation rotation, String label) {
      this.environment = environment;
      this.operations = operations;
      this.rotation = rotation;
      this.label = label;
    }

    @Override
    public boolean isDue(ChannelConnection connection) {
      ConnectionTokens.requireActive(connection);
      return connection.tokens().refreshToken().isEmpty();
    }

    @Override
    public Uni<ChannelConnection> perform(ChannelConnection connection) {
      if (underWay.isStopping()) {
        throw ErrorCode.PROVIDER_NOT_ASKED.with(label).retryAfter(COME_BACK);
      }
      return exchange
          .credentials(environment, connection)
          .chain(credentials -> underWay.during(() -> rotate(connection, credentials)))
          .onFailure(ProviderException.class)
          .transform(
              failure -> answer(environment, connection, (ProviderException) failure, label));
    }

    private Uni<ChannelConnection> rotate(ChannelConnection connection, Credentials credentials) {
      return rotation
          .begin(credentials, connection.tokens())
          .chain(tokens -> keeper.keep(environment, connection, operations, credentials, tokens));
    }
  }

  private static ApiException answer(
      Environment environment,
      ChannelConnection connection,
      ProviderException failure,
      String label) {
    var reason = failure.reason();
    Log.warnf(
        "event=token_rotation_failed provider=%s environment=%s reason=%s",
        connection.providerId(), environment.id(), reason);
    return switch (failure.kind()) {
      case UNAVAILABLE ->
          ErrorCode.PROVIDER_NOT_ASKED
              .with(label)
              .retryAfter(failure.retryAfter().orElse(COME_BACK));
      case MISCONFIGURED ->
          ErrorCode.TOKEN_ROTATION_MISCONFIGURED.with(
              label, reason, failure.advice().orElse("Check the integration's credentials."));
      case MISMATCH -> ErrorCode.TOKEN_ROTATION_CONFLICT.with(label, reason);
      case DENIED, SPENT_CODE, REFUSED, INVALID_ANSWER ->
          ErrorCode.TOKEN_ROTATION_FAILED.with(label, reason);
    };
  }
}
