package dev.chatconnect.provider;

import java.util.Optional;

/** How a provider tells what happened on its side, without being asked. */
public interface ProviderEvents {

  /**
   * Whether a request looks like one of this provider's: a check that costs next to nothing and
   * needs no secret. Everybody may send requests, and those that fail here cause no more work.
   */
  boolean isPlausible(EventRequest request);

  /**
   * Reads a request if it was sent for this app, which is proved by a secret of the app and
   * compared in constant time.
   *
   * @param credentials of one integration
   * @return empty when it was not, or when the integration lacks the secret
   */
  Optional<ProviderEvent> read(Credentials credentials, EventRequest request);
}
