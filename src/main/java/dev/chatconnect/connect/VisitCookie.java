package dev.chatconnect.connect;

import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

import dev.chatconnect.crypto.Digests;
import dev.chatconnect.crypto.Hmac;

/**
 * The cookie that names a visit of this service's own page. A journey that began there ends only in
 * the browser that has it: its provider's page can be passed on, the cookie cannot (RFC 9700
 * §2.1.1). Where the service is reached by https its prefix {@code __Host-} keeps other hosts of
 * the domain from setting it (RFC 6265bis §4.1.3.2).
 */
@Singleton
public class VisitCookie {

  private final boolean https;

  VisitCookie(RedirectUri redirectUri) {
    https = "https".equalsIgnoreCase(redirectUri.value().getScheme());
  }

  public String name() {
    return https ? "__Host-chat-connect" : "chat-connect";
  }

  /** Whether it is for https alone. */
  public boolean isSecure() {
    return https;
  }

  /** The token in a request; empty without one. */
  public Optional<String> read(HttpHeaders headers) {
    return Optional.ofNullable(headers.getCookies().get(name())).map(cookie -> cookie.getValue());
  }

  /** What a journey keeps of the visit in a request: enough to know it again, not to make it. */
  public Optional<String> digest(HttpHeaders headers) {
    return read(headers).map(Digests::sha256Base64Url);
  }

  /** Whether a journey may end in the browser that sends a request. */
  boolean admits(AuthorizationState journey, HttpHeaders headers) {
    return journey
        .visit()
        .map(begun -> digest(headers).filter(here -> Hmac.same(begun, here)).isPresent())
        .orElse(true);
  }
}
