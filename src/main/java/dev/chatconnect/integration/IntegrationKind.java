package dev.chatconnect.integration;

import dev.chatconnect.web.WireEnum;

/** What an integration is for. */
enum IntegrationKind implements WireEnum {
  DELIVERY("delivery"),
  AGENT("agent");

  private final String wire;

  IntegrationKind(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
