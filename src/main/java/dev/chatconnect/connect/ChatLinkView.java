package dev.chatconnect.connect;

import java.net.URI;
import java.util.Map;

import dev.chatconnect.provider.ChatLink;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where a subscriber links their chat.
 *
 * @param url to open by the subscriber; good for one use within its life
 * @param providerMetadata what the provider adds, for example when the URL expires
 */
@Schema(
    name = "ChatLink",
    requiredProperties = {"url", "providerMetadata"})
public record ChatLinkView(URI url, Map<String, Object> providerMetadata) {

  /** The outward form of an offer. */
  public static ChatLinkView of(ChatLink.Offer offer) {
    return new ChatLinkView(offer.url(), offer.metadata());
  }

  /** Without the URL: it holds the code. */
  @Override
  public String toString() {
    return "ChatLinkView[]";
  }
}
