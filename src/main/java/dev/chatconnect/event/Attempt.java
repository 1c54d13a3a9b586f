package dev.chatconnect.event;

import java.time.Duration;
import java.util.Optional;

/** What came of one attempt to deliver a webhook. */
sealed interface Attempt {

  /** The receiver has it. */
  record Delivered() implements Attempt {}

  /** The receiver wants no more of them (410). */
  record Gone() implements Attempt {}

  /**
   * The receiver does not have it, as far as can be told.
   *
   * @param reason machine-readable
   * @param retryAfter what the receiver asked for
   */
  record Failed(String reason, Optional<Duration> retryAfter) implements Attempt {}

  /**
   * Nothing was sent, since the receiver has been failing.
   *
   * @param retryAfter when it is tried again
   */
  record NotMade(Duration retryAfter) implements Attempt {}
}
