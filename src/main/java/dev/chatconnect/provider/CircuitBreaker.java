package dev.chatconnect.provider;

import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Leaves a host alone for a while when too many of the last calls to it failed. Then one call
 * tries; what comes of it decides whether the others follow.
 *
 * <p>Safe for many threads, and never waits.
 */
final class CircuitBreaker {

  /** Whether calls are let through. */
  enum State {
    CLOSED,
    OPEN,
    HALF_OPEN
  }

  private final int volume;
  private final int mostFailures;
  private final long delayNanos;
  private final LongSupplier nanoTime;
  private final Consumer<State> listener;

  /** Which of the last calls failed, round and round, while it is closed. */
  private final BitSet failed = new BitSet();

  private State state = State.CLOSED;
  private long seen;
  private long openedAt;
  private boolean trying;

  /** Of the present state: what calls of a former one come to no longer counts. */
  private long era;

  /**
   * @param volume number of last calls that are looked at; it never opens before that many
   * @param failureRatio share of failed ones among them at which it opens
   * @param delay how long it stays open before one call tries
   * @param nanoTime tells how time passes
   * @param listener is told each new state
   */
  CircuitBreaker(
      int volume,
      double failureRatio,
      Duration delay,
      LongSupplier nanoTime,
      Consumer<State> listener) {
    this.volume = volume;
    this.mostFailures = Math.max(1, (int) Math.ceil(failureRatio * volume));
    this.delayNanos = delay.toNanos();
    this.nanoTime = nanoTime;
    this.listener = listener;
  }

  /** A call that was let through. */
  final class Call {

    private final long begunIn;

    private Call(long begunIn) {
      this.begunIn = begunIn;
    }

    /**
     * To be called once, when it ended.
     *
     * @param outage whether that counts against the host
     */
    void ended(boolean outage) {
      record(begunIn, outage);
    }
  }

  /** Lets a call through; empty where the host is left alone. */
  synchronized Optional<Call> enter() {
    if (state == State.OPEN && nanoTime.getAsLong() - openedAt >= delayNanos) {
      move(State.HALF_OPEN);
    }
    if (state == State.OPEN || (state == State.HALF_OPEN && trying)) {
      return Optional.empty();
    }
    trying = state == State.HALF_OPEN;
    return Optional.of(new Call(era));
  }

  private synchronized void record(long begunIn, boolean outage) {
    if (begunIn != era) {
      return;
    }
    if (state == State.HALF_OPEN) {
      move(outage ? State.OPEN : State.CLOSED);
      return;
    }
    failed.set((int) (seen % volume), outage);
    seen++;
    if (seen >= volume && failed.cardinality() >= mostFailures) {
      move(State.OPEN);
    }
  }

  private void move(State next) {
    state = next;
    era++;
    trying = false;
    seen = 0;
    failed.clear();
    openedAt = nanoTime.getAsLong();
    listener.accept(next);
  }
}
