package dev.chatconnect.keyring;

import java.time.Instant;
import java.util.Optional;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * How far a rewrap is. It goes through all kinds of records again and again until one pass finds
 * nothing to do: a replica that still had the former ring may have written behind its back.
 *
 * @param keyId the key that everything is to be under
 * @param pass 1 for the first
 * @param kind place of the present kind in the order of kinds
 * @param cursor after which the present kind goes on; its start when empty
 * @param changedInPass records that this pass re-encrypted
 * @param failed records of this pass that could not be read
 * @param examined records looked at in all passes
 * @param rewrapped records re-encrypted in all passes
 */
@RegisterForReflection
public record RewrapProgress(
    Status status,
    String keyId,
    int pass,
    int kind,
    Optional<String> cursor,
    long changedInPass,
    long failed,
    long examined,
    long rewrapped,
    Instant startedAt,
    Instant updatedAt) {

  /** Against a replica that goes on encrypting with another key. */
  private static final int MAX_PASSES = 10;

  /** Where a rewrap stands. */
  public enum Status {
    /** Under way, or to be taken up again. */
    RUNNING,
    /** Everything is under the key. */
    DONE,
    /** Something is not, or may not be, under the key: a record that cannot be read. */
    INCOMPLETE
  }

  static RewrapProgress first(String keyId, Instant now) {
    return new RewrapProgress(Status.RUNNING, keyId, 1, 0, Optional.empty(), 0, 0, 0, 0, now, now);
  }

  boolean isRunning() {
    return status == Status.RUNNING;
  }

  /** After a page of the present kind. */
  RewrapProgress after(RewrapPage page, int kinds, Instant now) {
    var counted =
        new RewrapProgress(
            status,
            keyId,
            pass,
            page.next().isPresent() ? kind : kind + 1,
            page.next(),
            changedInPass + page.rewrapped(),
            failed + page.failed(),
            examined + page.examined(),
            rewrapped + page.rewrapped(),
            startedAt,
            now);
    return counted.kind < kinds ? counted : counted.endOfPass();
  }

  private RewrapProgress endOfPass() {
    var goesOn = changedInPass > 0 && pass < MAX_PASSES;
    var end = failed == 0 && changedInPass == 0 ? Status.DONE : Status.INCOMPLETE;
    return new RewrapProgress(
        goesOn ? Status.RUNNING : end,
        keyId,
        goesOn ? pass + 1 : pass,
        0,
        Optional.empty(),
        0,
        goesOn ? 0 : failed,
        examined,
        rewrapped,
        startedAt,
        updatedAt);
  }
}
