package dev.chatconnect.provider;

import java.util.Optional;

/** How a provider tells what happened on its side, without being asked. */
public interface ProviderEvents {

  /**
   * Whether a request looks like one of this provider's: a check that costs next to nothing and
   * needs no secret. Everybody may send requests, and those that fail here cause no more work.
   */
  boolean isPlausible(EventRequest request);

  /** The secret that requests for this app prove to know; empty where the integration lacks it. */
  Optional<String> secret(Credentials credentials);

  /** Whether a request proves to know a secret; compared in constant time. */
  boolean isBy(String secret, EventRequest request);

  /** How many bytes have to be hashed to answer {@link #isBy}. */
  default int hashedBytes(EventRequest request) {
    return request.size();
  }

  /**
   * Reads a request that proved to know the secret of this app.
   *
   * @param credentials of one integration
   */
  ProviderEvent read(Credentials credentials, EventRequest request);
}
