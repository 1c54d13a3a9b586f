package dev.chatconnect.transfer;

import dev.chatconnect.web.WireEnum;

/** What an export holds of secrets. */
enum SecretsMode implements WireEnum {
  NONE("none"),
  /** All of them, encrypted with a key that the caller brings. */
  ENCRYPTED("encrypted");

  private final String wire;

  SecretsMode(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
