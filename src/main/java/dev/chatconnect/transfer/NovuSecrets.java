package dev.chatconnect.transfer;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatconnect.crypto.NovuCipher;
import dev.chatconnect.crypto.UndecipherableException;

/**
 * Decrypts what a line holds as Novu keeps it at rest: tokens of a connection, fields of an
 * endpoint and the headers among them.
 *
 * @param cipher of the caller's key, if there is one
 */
record NovuSecrets(Optional<NovuCipher> cipher) {

  /**
   * @throws LineException when there is no key, or it is another one
   */
  void open(ObjectNode line, Kind kind) {
    decrypt(line.path(kind.secretField()));
  }

  private void decrypt(JsonNode secrets) {
    if (!(secrets instanceof ObjectNode object)) {
      return;
    }
    for (var field : object.properties()) {
      if (field.getValue().isTextual() && NovuCipher.isEncrypted(field.getValue().textValue())) {
        object.put(field.getKey(), decrypted(field.getValue().textValue()));
      } else {
        decrypt(field.getValue());
      }
    }
  }

  private String decrypted(String text) {
    var key =
        cipher.orElseThrow(
            () ->
                new LineException(
                    "is encrypted by Novu; send " + TransferKeys.NOVU_KEY + " to decrypt it"));
    try {
      return key.decrypt(text);
    } catch (UndecipherableException otherKey) {
      throw new LineException("cannot be decrypted with this key of Novu");
    }
  }
}
