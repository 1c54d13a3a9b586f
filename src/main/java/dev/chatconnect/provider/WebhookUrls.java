package dev.chatconnect.provider;

import java.net.URI;
import java.net.URISyntaxException;

/** Which webhooks that a provider grants are worth keeping. */
public final class WebhookUrls {

  private WebhookUrls() {}

  /**
   * Whether a URL is one that can be posted to without giving its secret away: https. A stand-in
   * serves its webhooks like everything else, perhaps without TLS.
   *
   * @param baseUrl where the provider is
   */
  public static boolean isTrusted(String url, URI baseUrl) {
    try {
      var uri = new URI(url);
      return uri.getHost() != null
          && uri.getUserInfo() == null
          && ("https".equals(uri.getScheme()) || isOn(baseUrl, uri));
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  private static boolean isOn(URI baseUrl, URI uri) {
    return baseUrl.getAuthority().equals(uri.getAuthority())
        && baseUrl.getScheme().equals(uri.getScheme());
  }
}
