package dev.chatconnect.command;

import java.time.Duration;

/** How far clocks may be apart. */
final class Clocks {

  /** Beyond it signatures and tokens are refused sooner or later than they should be. */
  private static final Duration TOLERABLE = Duration.ofSeconds(10);

  /** Slack and Zoom events are refused when they are older than five minutes. */
  private static final Duration BROKEN = Duration.ofMinutes(4);

  private Clocks() {}

  static boolean isOff(Duration difference) {
    return difference.abs().compareTo(TOLERABLE) > 0;
  }

  /** About a clock that is off. */
  static Finding finding(String other, Duration difference) {
    var text =
        "this machine is %d s %s %s"
            .formatted(
                difference.abs().toSeconds(),
                difference.isNegative() ? "ahead of" : "behind",
                other);
    var advice = "Synchronise the clocks (NTP): states, signatures and tokens go by them.";
    return difference.abs().compareTo(BROKEN) > 0
        ? Finding.fail("clock", text, advice)
        : Finding.warn("clock", text, advice);
  }
}
