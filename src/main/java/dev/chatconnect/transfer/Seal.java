package dev.chatconnect.transfer;

import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatconnect.crypto.SecretCipher;
import dev.chatconnect.crypto.UndecipherableException;

/**
 * Closes the secret part of a record, an object, under {@code sealed}, and opens it again. A seal
 * is good for its record and field alone: moved to another one, it does not open.
 *
 * @param cipher of the caller's transfer key, if there is one
 */
record Seal(Optional<SecretCipher> cipher, ObjectMapper mapper) {

  private static final String SEALED = "sealed";

  /** Closes nothing and opens nothing. */
  static final Seal NONE = new Seal(Optional.empty(), new ObjectMapper());

  /** Whether secrets can be closed, and so may leave. */
  boolean isPossible() {
    return cipher.isPresent();
  }

  ObjectNode close(ObjectNode secret, Kind kind, String identifier) {
    var sealed = cipher.orElseThrow().encrypt(secret.toString(), place(kind, identifier));
    return mapper.createObjectNode().put(SEALED, sealed);
  }

  /**
   * Puts what is sealed in a field of a line in the place of the seal, if there is one.
   *
   * @throws LineException when the seal does not open
   */
  void open(ObjectNode line, Kind kind) {
    var sealed = line.path(kind.secretField()).path(SEALED);
    if (sealed.isMissingNode()) {
      return;
    }
    var key =
        cipher.orElseThrow(
            () ->
                new LineException(
                    "is sealed and needs the key of its export: the header "
                        + TransferKeys.TRANSFER_KEY
                        + ", for the command the variable CHAT_CONNECT_TRANSFER_KEY"));
    try {
      var secret = key.decrypt(sealed.asText(), place(kind, line.path("identifier").asText()));
      line.set(kind.secretField(), mapper.readTree(secret));
    } catch (UndecipherableException | JsonProcessingException doesNotOpen) {
      throw new LineException("does not open with this transfer key");
    }
  }

  private static String place(Kind kind, String identifier) {
    return "transfer/" + kind.wire() + '/' + identifier + '#' + kind.secretField();
  }
}
