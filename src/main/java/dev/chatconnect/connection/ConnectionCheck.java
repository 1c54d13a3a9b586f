package dev.chatconnect.connection;

import java.time.Clock;
import java.time.Duration;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.integration.IntegrationStore;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.ProviderCatalog;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.redis.Transactions;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;

/** Asks providers whether connections still work. */
@Singleton
class ConnectionCheck {

  private final ConnectionTokens tokens;
  private final ConnectionChanges changes;
  private final Transactions transactions;
  private final IntegrationStore integrations;
  private final ProviderCatalog providers;
  private final Clock clock;

  ConnectionCheck(
      ConnectionTokens tokens,
      ConnectionChanges changes,
      Transactions transactions,
      IntegrationStore integrations,
      ProviderCatalog providers,
      Clock clock) {
    this.tokens = tokens;
    this.changes = changes;
    this.transactions = transactions;
    this.integrations = integrations;
    this.providers = providers;
    this.clock = clock;
  }

  /**
   * A connection that its provider has just accepted.
   *
   * @return 502 when the provider rejects it, which is recorded as its status; 503 when the
   *     provider cannot be asked
   */
  Uni<ChannelConnection> verify(Environment environment, String identifier) {
    return tokens
        .usable(environment, identifier)
        .call(
            connection ->
                providers
                    .find(connection.providerId())
                    .map(provider -> ask(environment, connection, provider))
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  private Uni<Void> ask(
      Environment environment, ChannelConnection connection, ChatProvider provider) {
    var operations = provider.tokens();
    if (operations.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return integrations
        .findById(environment, connection.owner().integrationId())
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        ErrorCode.ROTATION_INTEGRATION_NOT_FOUND.with(
                            connection.integrationIdentifier())))
        .chain(
            integration -> operations.get().verify(integration.credentials(), connection.tokens()))
        .onFailure(ProviderException.class)
        .recoverWithUni(
            failure -> rejected(environment, connection, provider, (ProviderException) failure));
  }

  private Uni<Void> rejected(
      Environment environment,
      ChannelConnection connection,
      ChatProvider provider,
      ProviderException failure) {
    var label = provider.descriptor().displayName();
    if (failure.kind() == ProviderException.Kind.UNAVAILABLE) {
      return Uni.createFrom()
          .failure(
              ErrorCode.PROVIDER_NOT_ASKED
                  .with(label)
                  .retryAfter(failure.retryAfter().orElse(Duration.ofSeconds(5))));
    }
    if (!failure.endsGrant()) {
      return Uni.createFrom().failure(ErrorCode.CONNECTION_REJECTED.with(label, failure.reason()));
    }
    var keys = new RedisKeys(environment.id());
    var now = clock.instant();
    return transactions
        .write(
            keys,
            () ->
                changes
                    .planUpdate(
                        keys,
                        connection.identifier(),
                        current ->
                            current.tokens().hasTokensOf(connection.tokens())
                                ? current.withStatus(
                                    ConnectionStatus.REVOKED, failure.reason(), now)
                                : current)
                    .map(
                        plan ->
                            plan.orElseThrow(
                                () ->
                                    ErrorCode.CONNECTION_NOT_FOUND.with(connection.identifier()))))
        .chain(
            () ->
                Uni.createFrom()
                    .failure(ErrorCode.CONNECTION_REJECTED.with(label, failure.reason())));
  }
}
