package dev.chatconnect.provider.msteams;

import java.util.stream.Stream;

import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.OAuthApp;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;

/** Reads the Entra app of an integration. */
final class MsTeamsCredentials {

  private static final String MISSING = "missing_credentials";

  private MsTeamsCredentials() {}

  /**
   * The app for a new journey, told in the words of the reference API where those exist: they end
   * in a space. A secret is not needed for a URL, but a journey without one would end badly.
   *
   * @throws ProviderException {@link Kind#MISCONFIGURED} when something is missing
   */
  static OAuthApp forJourney(Credentials credentials) {
    if (credentials.isEmpty()) {
      throw missing("MS Teams integration missing credentials ");
    }
    if (credentials.text("clientId").isEmpty()) {
      throw missing("MS Teams integration missing required OAuth credentials (clientId) ");
    }
    return forCalls(credentials);
  }

  /**
   * The app for calls.
   *
   * @throws ProviderException {@link Kind#MISCONFIGURED} when something is missing
   */
  static OAuthApp forCalls(Credentials credentials) {
    if (credentials.isEmpty()) {
      throw missing("MS Teams integration missing credentials");
    }
    if (Stream.of("clientId", "secretKey", "tenantId").anyMatch(n -> isMissing(credentials, n))) {
      throw missing(
          "MS Teams integration missing required credentials (clientId, secretKey, tenantId)");
    }
    return new OAuthApp(
        credentials.text("clientId").orElseThrow(), credentials.text("secretKey").orElseThrow());
  }

  private static boolean isMissing(Credentials credentials, String name) {
    return credentials.text(name).isEmpty();
  }

  private static ProviderException missing(String text) {
    return new ProviderException(Kind.MISCONFIGURED, MISSING, text);
  }
}
