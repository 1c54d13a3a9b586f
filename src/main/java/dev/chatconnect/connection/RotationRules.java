package dev.chatconnect.connection;

import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.integration.Integration;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.ProviderCatalog;
import dev.chatconnect.provider.TokenOperations;
import dev.chatconnect.provider.TokenOperations.Renewal;
import dev.chatconnect.web.ErrorCode;

/** Which connections may hold a refresh token that the service will use. */
@Singleton
class RotationRules {

  private final ProviderCatalog providers;

  RotationRules(ProviderCatalog providers) {
    this.providers = providers;
  }

  /**
   * Requires that the integration can refresh a token that is stored with it.
   *
   * @throws dev.chatconnect.web.ApiException 400 when its provider does not rotate tokens, or when
   *     the client credentials of the refresh are missing
   */
  void require(Integration integration, Optional<String> refreshToken) {
    if (refreshToken.isEmpty()) {
      return;
    }
    if (!rotates(integration.providerId())) {
      throw ErrorCode.ROTATION_NOT_SUPPORTED.with(integration.providerId());
    }
    var credentials = integration.credentials();
    if (credentials.text("clientId").isEmpty() || credentials.text("secretKey").isEmpty()) {
      throw ErrorCode.ROTATION_CREDENTIALS_MISSING.with(integration.identifier());
    }
  }

  private boolean rotates(String providerId) {
    return providers
        .find(providerId)
        .flatMap(ChatProvider::tokens)
        .map(TokenOperations::renewal)
        .filter(Renewal.REFRESH::equals)
        .isPresent();
  }
}
