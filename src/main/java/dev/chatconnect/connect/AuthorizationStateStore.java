package dev.chatconnect.connect;

import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.redis.Followed;
import dev.chatconnect.redis.LiveEntries;
import io.smallrye.mutiny.Uni;

/** Journeys under way, each under its state, which is good for one use. */
@Singleton
class AuthorizationStateStore {

  private static final String FAMILY = "cc:state:";

  private final OneTimeRecords records;
  private final PendingJourneys pending;
  private final ConnectSettings settings;
  private final JourneyMeters meters;

  AuthorizationStateStore(
      OneTimeRecords records,
      PendingJourneys pending,
      ConnectSettings settings,
      JourneyMeters meters) {
    this.records = records;
    this.pending = pending;
    this.settings = settings;
    this.meters = meters;
  }

  /** Keeps a journey under a state for the configured time; 429 when there are too many. */
  Uni<Void> keep(String state, AuthorizationState journey) {
    return keep(state, journey, Optional.empty(), Boolean.TRUE).replaceWithVoid();
  }

  /**
   * The same, provided that what the journey was decided on still holds.
   *
   * @param kept what to answer then
   * @return {@link OutdatedException} where it does not; nothing is kept then
   */
  <T> Uni<T> keep(String state, AuthorizationState journey, Optional<Followed> basis, T kept) {
    return records
        .keep(FAMILY, state, journey, settings.stateTtl(), pending.rooms(journey), basis)
        .map(
            outcome -> {
              if (outcome instanceof LiveEntries.Outdated) {
                throw new OutdatedException();
              }
              pending.requireRoom(journey, outcome);
              meters.started(journey);
              return kept;
            });
  }

  /** Takes a journey away: of concurrent callers with one state exactly one gets it. */
  Uni<Optional<AuthorizationState>> take(String state) {
    return records
        .take(FAMILY, state, AuthorizationState.class)
        .call(
            found ->
                found
                    .map(journey -> pending.leave(journey, state))
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }
}
