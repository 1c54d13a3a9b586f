package dev.chatconnect.crypto;

/** A stored secret cannot be decrypted. The message says why and holds nothing of the secret. */
public final class UndecipherableException extends RuntimeException {

  UndecipherableException(String reason) {
    super("stored secret cannot be decrypted: " + reason);
  }
}
