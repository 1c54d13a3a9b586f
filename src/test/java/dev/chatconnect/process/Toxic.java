package dev.chatconnect.process;

import java.time.Duration;

/**
 * A fault of a network, of the kinds that Toxiproxy knows and with what they mean there.
 *
 * @see ToxicProxy
 * @see <a href="https://github.com/Shopify/toxiproxy#toxics">the toxics of Toxiproxy</a>
 */
public sealed interface Toxic {

  /** All that passes comes later: by the delay, give or take the jitter. Its order stays. */
  record Latency(Duration delay, Duration jitter) implements Toxic {

    public Latency(Duration delay) {
      this(delay, Duration.ZERO);
    }
  }

  /** Nobody listens, and living connections are closed; in whichever direction it is set. */
  record Down() implements Toxic {}

  /** So many bytes pass in a second. */
  record Bandwidth(int bytesPerSecond) implements Toxic {}

  /** An end of the connection that one side tells reaches the other later. */
  record SlowClose(Duration delay) implements Toxic {}

  /**
   * Nothing passes any more; what comes is dropped. The connection is closed after the time, or
   * with zero once the toxic is removed.
   */
  record Timeout(Duration after) implements Toxic {}

  /** What comes is dropped, and after the time both sides get a TCP RST. */
  record ResetPeer(Duration after) implements Toxic {}

  /**
   * What comes in one piece passes in many.
   *
   * @param averageSize of a piece, bytes
   * @param variation bytes that a piece has more or less, less than the average
   * @param pause after each piece
   */
  record Slicer(int averageSize, int variation, Duration pause) implements Toxic {}

  /** So many bytes pass, counted from the toxic's start; then the connection is closed. */
  record LimitData(long bytes) implements Toxic {}
}
