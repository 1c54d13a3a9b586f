package dev.chatconnect.provider;

import dev.chatconnect.web.WireEnum;

/** What an OAuth journey is for. */
public enum ConnectMode implements WireEnum {
  /** Connect a workspace: ends in a channel connection (or a webhook endpoint). */
  CONNECT("connect"),
  /** Link the subscriber's own chat identity: ends in a channel endpoint. */
  LINK_USER("link_user");

  private final String wire;

  ConnectMode(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
