package dev.chatconnect.connect;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where a journey starts.
 *
 * @param url to open in the user's browser; good for one use within the state's life
 */
@Schema(requiredProperties = "url")
public record OAuthUrl(
    @Schema(
            description = "Open it in a browser; good for one use within a few minutes.",
            format = "uri")
        String url) {

  /** Without the URL: it holds the state. */
  @Override
  public String toString() {
    return "OAuthUrl[]";
  }
}
