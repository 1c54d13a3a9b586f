package dev.chatconnect.connectpage;

import java.net.URI;
import java.time.Instant;

import dev.chatconnect.time.Timestamps;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A link to the connect page.
 *
 * @param url to open by the subscriber, once
 * @param expiresAt until when
 */
@Schema(
    name = "ConnectLink",
    requiredProperties = {"url", "expiresAt"})
public record ConnectLinkView(
    @Schema(description = "For the subscriber's browser; good for one visit.") URI url,
    @Schema(description = "When the link dies unopened.") String expiresAt) {

  static ConnectLinkView of(URI url, Instant expiresAt) {
    return new ConnectLinkView(url, Timestamps.iso(expiresAt));
  }

  /** Without the URL: it holds the token. */
  @Override
  public String toString() {
    return "ConnectLinkView[]";
  }
}
