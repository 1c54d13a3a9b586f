package dev.chatconnect.inbox;

import jakarta.inject.Singleton;

import dev.chatconnect.context.ActingContext;
import dev.chatconnect.context.ContextHash;
import dev.chatconnect.integration.Integration;
import dev.chatconnect.integration.IntegrationStore;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.ProviderCatalog;
import dev.chatconnect.provider.TokenOperations;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;

/**
 * What a browser may create by itself. It proves nothing, so it is held to what a journey is held
 * to: an active chat integration, and a context that the application vouches for where the
 * integration demands it.
 */
@Singleton
class CreationRules {

  private final Sessions sessions;
  private final ContextHash hashes;
  private final IntegrationStore integrations;
  private final ProviderCatalog providers;

  CreationRules(
      Sessions sessions,
      ContextHash hashes,
      IntegrationStore integrations,
      ProviderCatalog providers) {
    this.sessions = sessions;
    this.hashes = hashes;
    this.integrations = integrations;
    this.providers = providers;
  }

  /** The context that the new record will be in. */
  ActingContext scoped(SubscriberSession session, ActingContext requested) {
    return sessions.context(session, requested);
  }

  /** The integration, if a subscriber may use it; fails with 400 or 404. */
  Uni<Integration> requireIntegration(
      SubscriberSession session, String identifier, ActingContext context) {
    return integrations
        .findByIdentifier(session.environment(), identifier)
        .map(
            found -> {
              var integration =
                  found
                      .filter(Integration::isForChat)
                      .orElseThrow(() -> ErrorCode.INTEGRATION_NOT_FOUND.with(identifier));
              if (!integration.active()) {
                throw ErrorCode.OAUTH_INTEGRATION_INACTIVE.with(identifier);
              }
              hashes.require(
                  session.environment(), integration.credentials().flag("hmac"), context);
              return integration;
            });
  }

  /** Requires that tokens of the integration come from its journeys or callers; fails with 403. */
  void requireOwnTokens(Integration integration) {
    var minted =
        providers
            .find(integration.providerId())
            .flatMap(ChatProvider::tokens)
            .filter(tokens -> tokens.renewal() == TokenOperations.Renewal.MINT);
    if (minted.isPresent()) {
      throw ErrorCode.CONNECTION_NEEDS_JOURNEY.with(integration.providerId());
    }
  }
}
