package dev.chatconnect.connectpage;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.redis.LiveEntries;
import dev.chatconnect.redis.LiveSet;
import dev.chatconnect.redis.OneTimeRecords;
import dev.chatconnect.redis.RedisKeys;
import io.smallrye.mutiny.Uni;

/** Links that wait to be opened, and the sessions that they were exchanged for. */
@Singleton
class VisitStore {

  private static final String LINK = "cc:connect-link:";
  private static final String SESSION = "cc:connect-session:";

  /** For a second click, or one after an answer got lost. */
  private static final Duration AGAIN = Duration.ofSeconds(60);

  private final OneTimeRecords records;
  private final LiveSet live;

  VisitStore(OneTimeRecords records, LiveSet live) {
    this.records = records;
    this.live = live;
  }

  /**
   * Keeps a link where its environment has room for one more that was not opened.
   *
   * @return whether it is kept
   */
  Uni<Boolean> keepLink(String token, Visit visit, Duration life, int capacity) {
    var room = new LiveSet.Room(liveLinks(visit), capacity);
    return records
        .keep(LINK, token, visit, life, List.of(room), Optional.empty())
        .map(outcome -> outcome instanceof LiveEntries.Kept);
  }

  /** What a link is for, without using it up. */
  Uni<Optional<Visit>> peekLink(String token) {
    return records.find(LINK, token, Visit.class);
  }

  /**
   * Takes a link, which is counted no longer: of concurrent attempts exactly one gets it, and gets
   * it again for a moment.
   */
  Uni<Optional<Visit>> takeLink(String token, String attempt) {
    return records
        .claim(LINK, token, Visit.class, attempt, AGAIN)
        .call(
            found ->
                found
                    // Again each time, since the answer to the first may be what got lost.
                    .map(taken -> live.remove(liveLinks(taken), OneTimeRecords.name(token)))
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  Uni<Void> keepSession(String token, Session session, Duration life) {
    return records.keep(SESSION, token, session, life);
  }

  Uni<Optional<Session>> findSession(String token) {
    return records.find(SESSION, token, Session.class);
  }

  Uni<Void> discardSession(String token) {
    return records.discard(SESSION, token);
  }

  private static String liveLinks(Visit visit) {
    return new RedisKeys(visit.environmentId()).index("connect-link");
  }
}
