package dev.chatconnect.integration;

import dev.chatconnect.web.WireEnum;

/** Kinds of channels that an integration can be for. */
public enum Channel implements WireEnum {
  IN_APP("in_app"),
  EMAIL("email"),
  SMS("sms"),
  CHAT("chat"),
  PUSH("push"),
  TOOL("tool");

  private final String wire;

  Channel(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
