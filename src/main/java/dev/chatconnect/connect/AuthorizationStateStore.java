package dev.chatconnect.connect;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.redis.Followed;
import dev.chatconnect.redis.LiveEntries;
import dev.chatconnect.redis.OneTimeRecords;
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
              if (journey.claimedWorkspace().isEmpty()) {
                meters.started(journey);
              }
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
                    .map(journey -> leave(journey, state))
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  /**
   * The same for a journey that is counted until its end: whoever takes it has to see to it that it
   * {@link #leave leaves}, by itself or in the commit of its ending.
   *
   * @param along keys of records that will probably be asked for next
   */
  Uni<Optional<Ending>> end(String state, List<String> along) {
    return records
        .take(FAMILY, state, AuthorizationState.class, along)
        .map(
            found ->
                found.map(
                    taken ->
                        new Ending(
                            taken.record(),
                            pending.leaving(taken.record(), state),
                            taken.along())));
  }

  /** Counts a journey that was taken no longer. */
  Uni<Void> leave(AuthorizationState journey, String state) {
    return pending.leave(journey, state);
  }
}
