package dev.chatconnect.provider;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

import io.smallrye.mutiny.Uni;

/**
 * How a provider without OAuth for its users links them: they open a chat with the app, which
 * passes a one-time code on.
 */
public interface ChatLink {

  /**
   * What to open.
   *
   * @param credentials of the integration
   * @param code one-time secret that names the link under way: 43 characters of {@code
   *     [A-Za-z0-9_-]}
   * @param expiresAt when the code dies
   * @param eventsUrl where the provider has to send what happens in the chat, see {@link
   *     ProviderEvents}
   */
  record Request(Credentials credentials, String code, Instant expiresAt, URI eventsUrl) {

    /** Without the code: this text may end in a log. */
    @Override
    public String toString() {
      return "Request[expiresAt=" + expiresAt + "]";
    }
  }

  /**
   * What the user opens.
   *
   * @param url holds the code
   * @param metadata what the provider adds for the application, fit for JSON
   */
  record Offer(URI url, Map<String, Object> metadata) {

    public Offer {
      metadata = Map.copyOf(metadata);
    }

    /** Without the URL: it holds the code. */
    @Override
    public String toString() {
      return "Offer" + metadata.keySet();
    }
  }

  /**
   * Makes the URL for one user.
   *
   * @return the offer, or a {@link ProviderException}: {@link ProviderException.Kind#MISCONFIGURED}
   *     when a credential is missing, with a message fit for an API caller
   */
  Uni<Offer> offer(Request request);

  /**
   * Says something in a chat, in answer to {@link ProviderNotice.ChatStarted}.
   *
   * @param user whose chat it is
   * @param sentence plain text
   * @return done, or a {@link ProviderException}
   */
  Uni<Void> tell(Credentials credentials, PlatformUser user, String sentence);
}
