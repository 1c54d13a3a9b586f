package dev.chatconnect.connect;

import java.net.URI;

/**
 * Where a journey starts.
 *
 * @param url to open in the user's browser; good for one use within the state's life
 */
public record OAuthUrl(URI url) {

  /** Without the URL: it holds the state. */
  @Override
  public String toString() {
    return "OAuthUrl[]";
  }
}
