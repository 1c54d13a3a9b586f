package dev.chatconnect.connectpage;

import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;

import dev.chatconnect.connect.RedirectUri;

/**
 * The cookie that names a visit. Where the service is reached by https its prefix {@code __Host-}
 * keeps other hosts of the domain from setting it (RFC 6265bis §4.1.3.2).
 */
@Singleton
class SessionCookie {

  private final boolean https;
  private final int seconds;

  SessionCookie(RedirectUri redirectUri, ConnectLinkSettings settings) {
    https = "https".equalsIgnoreCase(redirectUri.value().getScheme());
    seconds = Math.toIntExact(settings.sessionTtl().toSeconds());
  }

  NewCookie of(String token) {
    return new NewCookie.Builder(name())
        .value(token)
        .path("/")
        .maxAge(seconds)
        .httpOnly(true)
        .secure(https)
        .sameSite(NewCookie.SameSite.LAX)
        .build();
  }

  /** The token in a request; empty without one. */
  Optional<String> read(HttpHeaders headers) {
    return Optional.ofNullable(headers.getCookies().get(name())).map(cookie -> cookie.getValue());
  }

  private String name() {
    return https ? "__Host-chat-connect" : "chat-connect";
  }
}
