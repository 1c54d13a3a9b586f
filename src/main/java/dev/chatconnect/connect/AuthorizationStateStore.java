package dev.chatconnect.connect;

import java.util.Optional;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

/** Journeys under way, each under its state, which is good for one use. */
@Singleton
class AuthorizationStateStore {

  private static final String FAMILY = "cc:state:";

  private final OneTimeRecords records;
  private final PendingJourneys pending;
  private final ConnectSettings settings;

  AuthorizationStateStore(
      OneTimeRecords records, PendingJourneys pending, ConnectSettings settings) {
    this.records = records;
    this.pending = pending;
    this.settings = settings;
  }

  /** Keeps a journey under a state for the configured time; 429 when there are too many. */
  Uni<Void> keep(String state, AuthorizationState journey) {
    var life = settings.stateTtl();
    return pending
        .enter(journey, state, life)
        .chain(() -> records.keep(FAMILY, state, journey, life));
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
