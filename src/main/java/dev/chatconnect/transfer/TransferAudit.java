package dev.chatconnect.transfer;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.event.Actor;
import dev.chatconnect.event.Event;
import dev.chatconnect.event.EventLog;
import dev.chatconnect.event.EventType;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;

/** Puts exports and imports into the audit log of their environment. */
@Singleton
class TransferAudit {

  private final EventLog events;

  TransferAudit(EventLog events) {
    this.events = events;
  }

  /**
   * An export that begins.
   *
   * @param secrets as asked for
   */
  @RegisterForReflection
  record ExportBegun(String secrets) {}

  /**
   * An export that ended.
   *
   * @param records that were read for it; the caller may have taken fewer
   * @param complete whether it went through to the end
   */
  @RegisterForReflection
  record Exported(String secrets, long records, boolean complete) {}

  /**
   * An import that ended.
   *
   * @param records lines that were taken for records
   * @param complete whether the body was read to its end
   */
  @RegisterForReflection
  record Imported(
      boolean dryRun,
      long records,
      long created,
      long updated,
      long unchanged,
      long failed,
      boolean complete) {}

  /** Comes before the first record leaves; fails when it cannot be kept, and none leaves then. */
  Uni<Void> exportBegins(Environment environment, Actor by, SecretsMode secrets) {
    var event =
        Event.ofEnvironment(EventType.RECORDS_EXPORT_BEGUN, true, new ExportBegun(secrets.wire()));
    return events.write(keys(environment), by, event);
  }

  /** Never fails: what was taken was taken. */
  Uni<Void> exportEnds(
      Environment environment, Actor by, SecretsMode secrets, long records, boolean complete) {
    var exported = new Exported(secrets.wire(), records, complete);
    return events.record(
        keys(environment), by, Event.ofEnvironment(EventType.RECORDS_EXPORTED, complete, exported));
  }

  /** Never fails: what was written was written. */
  Uni<Void> importEnds(
      Environment environment, Actor by, boolean dryRun, Tally tally, boolean complete) {
    return events.record(
        keys(environment),
        by,
        Event.ofEnvironment(
            EventType.RECORDS_IMPORTED, complete, tally.imported(dryRun, complete)));
  }

  private static RedisKeys keys(Environment environment) {
    return new RedisKeys(environment.id());
  }
}
