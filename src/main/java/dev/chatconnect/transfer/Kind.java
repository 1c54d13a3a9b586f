package dev.chatconnect.transfer;

import dev.chatconnect.web.WireEnum;

/** What a line is about. */
enum Kind implements WireEnum {
  /** The first line of an export. */
  BEGIN("begin", ""),
  CONNECTION("connection", "auth"),
  ENDPOINT("endpoint", "endpoint"),
  /** The last line of an export: what comes without it was cut off. */
  END("end", "");

  private final String wire;
  private final String secretField;

  Kind(String wire, String secretField) {
    this.wire = wire;
    this.secretField = secretField;
  }

  @Override
  public String wire() {
    return wire;
  }

  /** The field that holds secrets. */
  String secretField() {
    return secretField;
  }
}
