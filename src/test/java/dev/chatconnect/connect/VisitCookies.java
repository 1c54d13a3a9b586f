package dev.chatconnect.connect;

/** Cookies of the connect page for tests. */
public final class VisitCookies {

  private VisitCookies() {}

  /** As they are where the service is reached at this URL. */
  public static VisitCookie of(String publicUrl) {
    return new VisitCookie(RedirectUris.of(publicUrl));
  }
}
