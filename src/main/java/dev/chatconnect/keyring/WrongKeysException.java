package dev.chatconnect.keyring;

/**
 * The configured keys are not those that stored data is under. The message is for operators and
 * holds key ids alone.
 */
public final class WrongKeysException extends RuntimeException {

  private WrongKeysException(String message) {
    super(message);
  }

  static WrongKeysException missing(String environment, String id) {
    return new WrongKeysException(
        "Data of environment \"%s\" is encrypted with key \"%s\", which chat-connect.encryption.keys does not list. Put it back behind the first key; take it away only after a rewrap."
            .formatted(environment, id));
  }

  static WrongKeysException different(String environment, String id) {
    return new WrongKeysException(
        "Key \"%2$s\" of chat-connect.encryption.keys is not the key \"%2$s\" that data of environment \"%1$s\" is encrypted with. Put the former one back, and give a new key an id of its own."
            .formatted(environment, id));
  }
}
