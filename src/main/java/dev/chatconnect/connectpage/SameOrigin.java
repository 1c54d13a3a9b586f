package dev.chatconnect.connectpage;

import java.net.URI;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

import dev.chatconnect.connect.RedirectUri;
import dev.chatconnect.web.ErrorCode;

/**
 * Keeps other sites from sending forms in a visitor's name: by Fetch Metadata where the browser has
 * it, by {@code Origin} otherwise.
 */
@Singleton
class SameOrigin {

  private static final String FETCH_SITE = "Sec-Fetch-Site";
  private static final String ORIGIN = "Origin";

  private final String origin;

  SameOrigin(RedirectUri redirectUri) {
    origin = origin(redirectUri.value());
  }

  /**
   * Requires that a form was sent from a page of this service. Without either header no browser is
   * at work that could be misled.
   *
   * @throws dev.chatconnect.web.ApiException 403 otherwise
   */
  void require(HttpHeaders headers) {
    var site = headers.getHeaderString(FETCH_SITE);
    var from = headers.getHeaderString(ORIGIN);
    var same =
        site == null ? from == null || from.equalsIgnoreCase(origin) : site.equals("same-origin");
    if (!same) {
      throw ErrorCode.CONNECT_FORM_REFUSED.with();
    }
  }

  private static String origin(URI uri) {
    var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + port;
  }
}
