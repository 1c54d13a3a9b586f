package dev.chatconnect.transfer;

import java.util.Optional;

/**
 * Keys that whoever transfers records brings along.
 *
 * @param transferKey 32 bytes, base64: closes and opens what leaves sealed
 * @param novuKey 32 characters: opens what Novu encrypted
 */
public record TransferSecrets(Optional<String> transferKey, Optional<String> novuKey) {

  /** Without the keys: this text may end in a log. */
  @Override
  public String toString() {
    return "TransferSecrets[]";
  }
}
