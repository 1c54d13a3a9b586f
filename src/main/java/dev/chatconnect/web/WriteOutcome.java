package dev.chatconnect.web;

/** What became of a record that was handed in as it should be. */
public enum WriteOutcome implements WireEnum {
  CREATED("created"),
  UPDATED("updated"),
  /** It was there already, the same or newer. */
  UNCHANGED("unchanged");

  private final String wire;

  WriteOutcome(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
