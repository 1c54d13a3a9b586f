package dev.chatconnect.connect;

import java.util.Optional;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

/** Journeys under way, each under its state, which is good for one use. */
@Singleton
class AuthorizationStateStore {

  private static final String FAMILY = "cc:state:";

  private final OneTimeRecords records;
  private final ConnectSettings settings;

  AuthorizationStateStore(OneTimeRecords records, ConnectSettings settings) {
    this.records = records;
    this.settings = settings;
  }

  /** Keeps a journey under a state for the configured time. */
  Uni<Void> keep(String state, AuthorizationState journey) {
    return records.keep(FAMILY, state, journey, settings.stateTtl());
  }

  /** Takes a journey away: of concurrent callers with one state exactly one gets it. */
  Uni<Optional<AuthorizationState>> take(String state) {
    return records.take(FAMILY, state, AuthorizationState.class);
  }
}
