package dev.chatconnect.connection;

import dev.chatconnect.web.WireEnum;

/** Whom a connection is for. */
public enum ConnectionMode implements WireEnum {
  /** For one subscriber. */
  SUBSCRIBER("subscriber"),
  /** For everyone in the context. */
  SHARED("shared");

  private final String wire;

  ConnectionMode(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
