package dev.chatconnect.connect;

import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.redis.OneTimeRecords;
import io.smallrye.mutiny.Uni;

/**
 * Grants that wait for a confirmation, each under its flow id, which is good for one use. The key
 * names the environment: the API key of another one neither finds a grant nor uses it up.
 */
@Singleton
class HeldGrantStore {

  /** Longest time that a code stays here; providers let theirs live for about ten minutes. */
  static final Duration MAX_LIFE = Duration.ofMinutes(5);

  private final OneTimeRecords records;
  private final PendingJourneys pending;
  private final ConnectSettings settings;

  HeldGrantStore(OneTimeRecords records, PendingJourneys pending, ConnectSettings settings) {
    this.records = records;
    this.pending = pending;
    this.settings = settings;
  }

  /**
   * Keeps a grant as long as a state would live, at most {@link #MAX_LIFE}. Its journey is still
   * not finished: 429 when there are too many such.
   */
  Uni<Void> keep(Environment environment, String flowId, HeldGrant grant) {
    var stateTtl = settings.stateTtl();
    var life = stateTtl.compareTo(MAX_LIFE) < 0 ? stateTtl : MAX_LIFE;
    var journey = grant.journey();
    return records
        .keep(family(environment), flowId, grant, life, pending.rooms(journey), Optional.empty())
        .invoke(outcome -> pending.requireRoom(journey, outcome))
        .replaceWithVoid();
  }

  /** Takes a grant away: of concurrent callers with one flow id exactly one gets it. */
  Uni<Optional<HeldGrant>> take(Environment environment, String flowId) {
    return records
        .take(family(environment), flowId, HeldGrant.class)
        .call(
            found ->
                found
                    .map(grant -> pending.leave(grant.journey(), flowId))
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  private static String family(Environment environment) {
    return "cc:grant:" + environment.id() + ':';
  }
}
