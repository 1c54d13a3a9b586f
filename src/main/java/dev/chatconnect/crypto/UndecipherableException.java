package dev.chatconnect.crypto;

import java.util.Optional;

/** A stored secret cannot be decrypted. It says which and why, and holds nothing of the secret. */
public final class UndecipherableException extends RuntimeException {

  private final transient Optional<String> place;
  private final transient Optional<String> keyId;

  /** About a secret that is not stored by this service. */
  UndecipherableException(String reason) {
    this(reason, Optional.empty(), Optional.empty());
  }

  /**
   * About a stored secret.
   *
   * @param place environment, record and field of the secret
   * @param keyId name of the key that it is under, where it has one
   */
  UndecipherableException(String reason, String place, Optional<String> keyId) {
    this(reason, Optional.of(place), keyId);
  }

  private UndecipherableException(String reason, Optional<String> place, Optional<String> keyId) {
    super("stored secret cannot be decrypted: " + reason);
    this.place = place;
    this.keyId = keyId;
  }

  /** Environment, record and field of the secret, where it is one of this service. */
  public Optional<String> place() {
    return place;
  }

  /** Name of the key that the secret is under, where it tells. */
  public Optional<String> keyId() {
    return keyId;
  }
}
