package dev.chatconnect.provider.googlechat;

import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.OAuthApp;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;

/** Reads the OAuth client of an integration. */
final class GoogleChatCredentials {

  private GoogleChatCredentials() {}

  /**
   * The client, with its secret: a URL needs none, but a journey without one would end badly.
   *
   * @throws ProviderException {@link Kind#MISCONFIGURED} when something is missing
   */
  static OAuthApp app(Credentials credentials) {
    return new OAuthApp(required(credentials, "clientId"), required(credentials, "secretKey"));
  }

  private static String required(Credentials credentials, String name) {
    return credentials
        .text(name)
        .orElseThrow(
            () ->
                new ProviderException(
                    Kind.MISCONFIGURED,
                    "missing_credentials",
                    "Google Chat integration missing required OAuth credentials"
                        + " (clientId/secretKey)"));
  }
}
