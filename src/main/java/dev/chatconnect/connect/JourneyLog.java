package dev.chatconnect.connect;

import io.quarkus.logging.Log;

/** What operators read of how journeys end; never a code, a state or a flow id. */
final class JourneyLog {

  private JourneyLog() {}

  static void finished(JourneyOutcome.Success success) {
    success.journey().ifPresent(JourneyLog::finished);
  }

  static void finished(AuthorizationState journey) {
    Log.infof(
        "event=journey_finished provider=%s mode=%s environment=%s",
        journey.providerId(), journey.mode().wire(), journey.environmentId());
  }

  /**
   * @param reference what whoever was told of the failure can name it by
   */
  static void failed(JourneyOutcome.Failure failure, String reference) {
    Log.infof(
        "event=journey_failed reference=%s reason=%s status=%d provider=%s",
        reference,
        failure.reason(),
        failure.failure().code().status(),
        failure.journey().map(AuthorizationState::providerId).orElse("unknown"));
  }
}
