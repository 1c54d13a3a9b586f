package dev.chatconnect.connection;

import dev.chatconnect.web.WireEnum;

/** Whether a connection can be used. */
public enum ConnectionStatus implements WireEnum {
  ACTIVE("active"),
  /** The provider refused to refresh the token. */
  REFRESH_FAILED("refresh_failed"),
  /** The provider or its user took the grant back. */
  REVOKED("revoked");

  private final String wire;

  ConnectionStatus(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
