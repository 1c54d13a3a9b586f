package dev.chatconnect.connectpage;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.NewCookie;

import dev.chatconnect.connect.VisitCookie;

/** Gives a browser the {@link VisitCookie} of a visit that begins. */
@Singleton
class SessionCookie {

  private final VisitCookie visit;
  private final int seconds;

  SessionCookie(VisitCookie visit, ConnectLinkSettings settings) {
    this.visit = visit;
    seconds = Math.toIntExact(settings.sessionTtl().toSeconds());
  }

  NewCookie of(String token) {
    return new NewCookie.Builder(visit.name())
        .value(token)
        .path("/")
        .maxAge(seconds)
        .httpOnly(true)
        .secure(visit.isSecure())
        // Not strict: providers lead back to the callback with a link of theirs.
        .sameSite(NewCookie.SameSite.LAX)
        .build();
  }
}
