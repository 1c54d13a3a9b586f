package dev.chatconnect.provider;

import java.time.Instant;
import java.util.Optional;

/** Times that providers tell in their events. */
public final class EventTimes {

  /** The end of the year 9999, the last that ISO 8601 writes with four digits. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private EventTimes() {}

  /**
   * A time that is told in whole seconds since 1970: what happened may have happened up to the end
   * of that second.
   *
   * @return empty for numbers that are no time that a provider could mean
   */
  public static Optional<Instant> endOf(long second) {
    return second < 0 || second > LAST_SECOND
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(second, 999_000_000));
  }
}
