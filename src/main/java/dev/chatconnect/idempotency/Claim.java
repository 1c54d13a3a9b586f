package dev.chatconnect.idempotency;

import java.util.concurrent.atomic.AtomicBoolean;

/** The right to run a request, held by one request of all replicas until it is settled. */
final class Claim {

  private final Slot slot;
  private final String marker;
  private final AtomicBoolean settled = new AtomicBoolean();

  Claim(Slot slot, String marker) {
    this.slot = slot;
    this.marker = marker;
  }

  Slot slot() {
    return slot;
  }

  /** Unique text in the slot while the claim stands; a claim that timed out may be another's. */
  String marker() {
    return marker;
  }

  /** Whether the caller is the one to settle the claim; true exactly once. */
  boolean settle() {
    return settled.compareAndSet(false, true);
  }
}
