package dev.chatconnect.connection;

import java.util.Set;

import dev.chatconnect.integration.Integration;
import dev.chatconnect.web.ErrorCode;

/** Which connections may hold a refresh token that the service will use. */
final class RotationRules {

  private static final Set<String> ROTATING =
      Set.of("slack", "webex-messaging", "discord", "zoom", "google-chat");

  private RotationRules() {}

  /**
   * Requires that the integration can refresh a token that is stored with it.
   *
   * @throws dev.chatconnect.web.ApiException 400 when its provider does not rotate tokens, or when
   *     the client credentials of the refresh are missing
   */
  static void require(Integration integration, ConnectionAuth auth) {
    if (auth.refreshToken().isEmpty()) {
      return;
    }
    if (!ROTATING.contains(integration.providerId())) {
      throw ErrorCode.ROTATION_NOT_SUPPORTED.with(integration.providerId());
    }
    var credentials = integration.credentials();
    if (credentials.text("clientId").isEmpty() || credentials.text("secretKey").isEmpty()) {
      throw ErrorCode.ROTATION_CREDENTIALS_MISSING.with(integration.identifier());
    }
  }
}
