package dev.chatconnect.connect;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.RandomIds;
import io.smallrye.mutiny.Uni;

/**
 * Tells operators of journeys that failed, in the log and in the audit log, under one reference:
 * whoever was told of the failure reads it out, and the operator finds it.
 */
@Singleton
class FailedJourneys {

  private final RandomIds ids;
  private final JourneyLog log;
  private final JourneyAudit audit;

  FailedJourneys(RandomIds ids, JourneyLog log, JourneyAudit audit) {
    this.ids = ids;
    this.log = log;
    this.audit = audit;
  }

  /** Records a failure; its reference, whatever becomes of the audit log. */
  Uni<String> record(JourneyOutcome.Failure failure) {
    var reference = ids.name(10);
    log.failed(failure, reference);
    return audit.failed(failure, reference).replaceWith(reference);
  }

  /** Records that the application confirmed somebody else than whom a journey was started for. */
  Uni<Void> recordMismatch(AuthorizationState journey, JourneyOutcome.Failure failure) {
    var reference = ids.name(10);
    log.mismatched(journey, failure, reference);
    return audit.failed(failure, reference);
  }
}
