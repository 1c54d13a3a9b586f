package dev.chatconnect.connection;

import java.time.Clock;
import java.time.Duration;

import jakarta.inject.Singleton;

import dev.chatconnect.async.CallerContext;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.TokenOperations;
import dev.chatconnect.provider.TokenSet;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.redis.Transactions;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/** Records what a provider said of a connection's tokens, by all means. */
@Singleton
class TokenKeeper {

  private static final Duration SAVE_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_SAVE_PAUSE = Duration.ofSeconds(1);

  /** With the pauses in between about ten minutes, longer than Redis should ever be away. */
  private static final int SAVE_RETRIES = 600;

  private final ConnectionChanges changes;
  private final Transactions transactions;
  private final Clock clock;

  TokenKeeper(ConnectionChanges changes, Transactions transactions, Clock clock) {
    this.changes = changes;
    this.transactions = transactions;
    this.clock = clock;
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
        .onFailure(TokenKeeper::isGone)
        .call(() -> takeBack(operations, credentials, tokens));
  }

  /** The old refresh token is spent by now, so saving the new one is tried for a long while. */
  private Uni<ChannelConnection> save(
      Environment environment, ChannelConnection asked, TokenSet tokens) {
    Log.infof(
        "event=token_refreshed provider=%s environment=%s", asked.providerId(), environment.id());
    return CallerContext.retried(
        change(environment, asked, current -> current.withTokens(tokens, clock.instant())),
        TokenKeeper::mayPass,
        SAVE_PAUSE,
        LONGEST_SAVE_PAUSE,
        SAVE_RETRIES);
  }

  /** Whoever deleted the connection meanwhile wanted its grant to end, and knew the old tokens. */
  private static Uni<Boolean> takeBack(
      TokenOperations operations, Credentials credentials, TokenSet tokens) {
    return operations.revoke(credentials, tokens).onFailure().recoverWithItem(false);
  }

  /** Records that a connection's grant is over, unless it was connected anew meanwhile. */
  Uni<ChannelConnection> markFailed(
      Environment environment, ChannelConnection asked, String reason) {
    return change(
        environment,
        asked,
        current -> current.withStatus(ConnectionStatus.REFRESH_FAILED, reason, clock.instant()));
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
                        current.tokens().hasTokensOf(asked.tokens())
                                && current.status() != ConnectionStatus.REVOKED
                            ? change.of(current)
                            : current)
                .map(
                    plan ->
                        plan.orElseThrow(
                            () -> ErrorCode.CONNECTION_NOT_FOUND.with(asked.identifier()))));
  }
}
