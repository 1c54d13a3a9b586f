package dev.chatconnect.connect;

import jakarta.inject.Singleton;

import io.quarkus.logging.Log;

/** What operators learn of how journeys end; never a code, a state or a flow id. */
@Singleton
class JourneyLog {

  private final JourneyMeters meters;

  JourneyLog(JourneyMeters meters) {
    this.meters = meters;
  }

  void finished(JourneyOutcome.Success success) {
    finished(success.ended());
  }

  void finished(AuthorizationState journey) {
    meters.finished(journey);
    // Put together here: the line of every journey, and a format would be read anew each time.
    Log.info(
        "event=journey_finished provider="
            + journey.providerId()
            + " mode="
            + journey.mode().wire()
            + " environment="
            + journey.environmentId());
  }

  /**
   * @param reference what whoever was told of the failure can name it by
   */
  void failed(JourneyOutcome.Failure failure, String reference) {
    meters.failed(failure);
    Log.infof(
        "event=journey_failed reference=%s reason=%s status=%d provider=%s",
        reference,
        failure.reason(),
        failure.failure().code().status(),
        failure.journey().map(AuthorizationState::providerId).orElse("unknown"));
  }

  /** The application confirmed somebody else than whom the journey was started for. */
  void mismatched(AuthorizationState journey, JourneyOutcome.Failure failure, String reference) {
    meters.failed(failure);
    Log.warnf(
        "event=journey_verification_mismatch provider=%s mode=%s environment=%s reference=%s",
        journey.providerId(), journey.mode().wire(), journey.environmentId(), reference);
  }
}
