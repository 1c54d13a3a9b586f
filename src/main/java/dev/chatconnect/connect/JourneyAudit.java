package dev.chatconnect.connect;

import jakarta.inject.Singleton;

import dev.chatconnect.event.Actor;
import dev.chatconnect.event.CurrentActor;
import dev.chatconnect.event.Event;
import dev.chatconnect.event.EventLog;
import dev.chatconnect.event.EventType;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;

/**
 * Puts journeys that failed into the audit log of their environment. A callback without a valid
 * state has none, so nobody can fill a log from outside.
 */
@Singleton
class JourneyAudit {

  private final EventLog events;
  private final CurrentActor actor;

  JourneyAudit(EventLog events, CurrentActor actor) {
    this.events = events;
    this.actor = actor;
  }

  /**
   * What the audit log has of a journey.
   *
   * @param reference as the page shows it
   */
  @RegisterForReflection
  record FailedJourney(
      String reference,
      String reason,
      int status,
      String providerId,
      String integrationId,
      String mode) {}

  /** Records a failure, where the journey is known; never fails. */
  Uni<Void> failed(JourneyOutcome.Failure failure, String reference) {
    return failure
        .journey()
        .map(journey -> failed(failure, journey, reference))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  private Uni<Void> failed(
      JourneyOutcome.Failure failure, AuthorizationState journey, String reference) {
    actor.set(Actor.JOURNEY);
    return events.record(
        new RedisKeys(journey.environmentId()),
        new Event(
            EventType.JOURNEY_FAILED,
            journey.connectionIdentifier(),
            journey.subscriberId(),
            false,
            new FailedJourney(
                reference,
                failure.reason(),
                failure.failure().code().status(),
                journey.providerId(),
                journey.integrationId(),
                journey.mode().wire())));
  }
}
