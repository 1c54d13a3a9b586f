package dev.chatconnect.idempotency;

/** What the store knows of a request that comes in. */
sealed interface Attempt {

  /**
   * Nobody made it before: it is the caller's to run.
   *
   * @param claim to be settled by the caller
   */
  record First(Claim claim) implements Attempt {}

  /** Another request with this key is running. */
  record Running() implements Attempt {}

  /**
   * It was answered before.
   *
   * @param outcome the answer
   */
  record Finished(Outcome outcome) implements Attempt {}
}
