package dev.chatconnect.connectpage;

import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.connect.OneTimeRecords;
import io.smallrye.mutiny.Uni;

/** Links that wait to be opened, and the sessions that they were exchanged for. */
@Singleton
class VisitStore {

  private static final String LINK = "cc:connect-link:";
  private static final String SESSION = "cc:connect-session:";

  private final OneTimeRecords records;

  VisitStore(OneTimeRecords records) {
    this.records = records;
  }

  Uni<Void> keepLink(String token, Visit visit, Duration life) {
    return records.keep(LINK, token, visit, life);
  }

  /** What a link is for, without using it up. */
  Uni<Optional<Visit>> peekLink(String token) {
    return records.find(LINK, token, Visit.class);
  }

  /** Takes a link: of concurrent callers exactly one gets it. */
  Uni<Optional<Visit>> takeLink(String token) {
    return records.take(LINK, token, Visit.class);
  }

  Uni<Void> keepSession(String token, Session session, Duration life) {
    return records.keep(SESSION, token, session, life);
  }

  Uni<Optional<Session>> findSession(String token) {
    return records.find(SESSION, token, Session.class);
  }
}
