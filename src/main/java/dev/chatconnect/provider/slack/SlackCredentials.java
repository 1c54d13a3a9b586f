package dev.chatconnect.provider.slack;

import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.OAuthApp;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;

/**
 * The Slack app of an integration. What is missing is told in the words of the reference API, whose
 * texts end in a space.
 */
final class SlackCredentials {

  private static final String MISSING = "missing_credentials";

  private final Credentials credentials;

  /**
   * @throws ProviderException {@link Kind#MISCONFIGURED} when there is none at all
   */
  SlackCredentials(Credentials credentials) {
    if (credentials.isEmpty()) {
      throw new ProviderException(
          Kind.MISCONFIGURED, MISSING, "Slack integration missing credentials ");
    }
    this.credentials = credentials;
  }

  /** Whether the app has PKCE turned on; Slack refuses a challenge for one that has not. */
  static boolean usePkce(Credentials credentials) {
    return credentials.flag("usePkce");
  }

  /**
   * Whether users are linked by Sign in with Slack instead of the legacy scope {@code
   * identity.basic}.
   */
  static boolean useOpenIdConnect(Credentials credentials) {
    return credentials.flag("openIdConnect");
  }

  /**
   * The app's id where it is all that is needed.
   *
   * @throws ProviderException {@link Kind#MISCONFIGURED}
   */
  String clientId() {
    return required("clientId", "clientId");
  }

  /**
   * Id and secret, for a code exchange.
   *
   * @throws ProviderException {@link Kind#MISCONFIGURED} when one is missing
   */
  OAuthApp app() {
    var needed = "clientId/clientSecret";
    return new OAuthApp(required("clientId", needed), required("secretKey", needed));
  }

  private String required(String name, String needed) {
    return credentials
        .text(name)
        .orElseThrow(
            () ->
                new ProviderException(
                    Kind.MISCONFIGURED,
                    MISSING,
                    "Slack integration missing required OAuth credentials (" + needed + ") "));
  }
}
