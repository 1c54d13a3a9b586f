package dev.chatconnect.transfer;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatconnect.web.WriteOutcome;

/** What became of the records of an import so far. For one import; not thread-safe. */
final class Tally {

  private final Map<WriteOutcome, Long> outcomes = new EnumMap<>(WriteOutcome.class);
  private long failed;
  private boolean complete;

  void count(WriteOutcome outcome) {
    outcomes.merge(outcome, 1L, Long::sum);
  }

  void countFailure() {
    failed++;
  }

  /** The last line of an export was seen, and as many records as it tells. */
  void markComplete() {
    complete = true;
  }

  /** Records seen so far, whatever became of them. */
  long records() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum() + failed;
  }

  /** What the audit log has of it. */
  TransferAudit.Imported imported(boolean dryRun, boolean wholeBody) {
    return new TransferAudit.Imported(
        dryRun,
        records(),
        of(WriteOutcome.CREATED),
        of(WriteOutcome.UPDATED),
        of(WriteOutcome.UNCHANGED),
        failed,
        wholeBody);
  }

  void writeTo(ObjectNode summary) {
    summary.put("records", records());
    for (var outcome : WriteOutcome.values()) {
      summary.put(outcome.wire(), of(outcome));
    }
    summary.put("failed", failed).put("complete", complete);
  }

  private long of(WriteOutcome outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }

  /** For the log. */
  @Override
  public String toString() {
    return outcomes.entrySet().stream()
            .map(entry -> entry.getKey().wire() + '=' + entry.getValue() + ' ')
            .collect(Collectors.joining())
        + "failed="
        + failed;
  }
}
