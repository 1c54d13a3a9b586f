package dev.chatconnect.provider.webex;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.OAuthApp;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;

/** The Webex integration of an integration; what is missing is told as the reference API does. */
final class WebexCredentials {

  private static final String MISSING = "missing_credentials";
  private static final String HOST = "webexapis.com";

  private final Credentials credentials;

  /**
   * @throws ProviderException {@link Kind#MISCONFIGURED} when there is none at all
   */
  WebexCredentials(Credentials credentials) {
    if (credentials.isEmpty()) {
      throw new ProviderException(
          Kind.MISCONFIGURED, MISSING, "Webex Messaging integration missing credentials");
    }
    this.credentials = credentials;
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
   * Id and secret, for the token endpoint.
   *
   * @throws ProviderException {@link Kind#MISCONFIGURED} when one is missing
   */
  OAuthApp app() {
    var needed = "clientId/clientSecret";
    return new OAuthApp(required("clientId", needed), required("secretKey", needed));
  }

  /**
   * Where a token is sent to: what the integration says, else the given. Tokens leave for no host
   * but Webex's own.
   *
   * @return without a slash at the end
   * @throws ProviderException {@link Kind#MISCONFIGURED} for another host
   */
  String baseUrl(URI otherwise) {
    return credentials
        .text("baseUrl")
        .map(WebexCredentials::pinned)
        .orElseGet(otherwise::toString)
        .replaceAll("/+$", "");
  }

  private static String pinned(String baseUrl) {
    if (!isWebex(baseUrl)) {
      throw new ProviderException(
          Kind.MISCONFIGURED,
          "base_url",
          "Webex Messaging base URL must be an HTTPS URL on webexapis.com");
    }
    return baseUrl;
  }

  private static boolean isWebex(String baseUrl) {
    try {
      var uri = new URI(baseUrl);
      return "https".equalsIgnoreCase(uri.getScheme())
          && isWebexHost(uri)
          && uri.getPort() == -1
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null;
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  private static boolean isWebexHost(URI uri) {
    var host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    return host.equals(HOST) || host.endsWith("." + HOST);
  }

  private String required(String name, String needed) {
    return credentials
        .text(name)
        .orElseThrow(
            () ->
                new ProviderException(
                    Kind.MISCONFIGURED,
                    MISSING,
                    "Webex Messaging integration missing required OAuth credentials ("
                        + needed
                        + ")"));
  }
}
