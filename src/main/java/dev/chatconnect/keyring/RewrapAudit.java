package dev.chatconnect.keyring;

import jakarta.inject.Singleton;

import dev.chatconnect.event.Actor;
import dev.chatconnect.event.Event;
import dev.chatconnect.event.EventLog;
import dev.chatconnect.event.EventType;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;

/**
 * Puts rewraps into the audit log of their environment: who began one, or went on with it, and how
 * it ended. Never fails, since what was rewrapped was rewrapped.
 */
@Singleton
class RewrapAudit {

  private final EventLog events;

  RewrapAudit(EventLog events) {
    this.events = events;
  }

  /**
   * A rewrap that begins or is taken up.
   *
   * @param keyId the key that everything is to be under
   * @param pass that it begins with; more than 1 only where it is taken up
   */
  @RegisterForReflection
  record RewrapBegun(String keyId, int pass) {}

  /**
   * A rewrap that ended by itself.
   *
   * @param keyId the key that everything was to be under
   * @param rewrapped records re-encrypted in all passes
   * @param failed records that could not be read
   */
  @RegisterForReflection
  record Rewrapped(String keyId, int pass, long rewrapped, long failed) {}

  Uni<Void> begins(RedisKeys environment, Actor by, RewrapProgress from) {
    var begun = new RewrapBegun(from.keyId(), from.pass());
    return record(environment, by, EventType.SECRETS_REWRAP_BEGUN, true, begun);
  }

  /** Succeeds where nothing is under another key. */
  Uni<Void> ends(RedisKeys environment, Actor by, RewrapProgress end) {
    var rewrapped = new Rewrapped(end.keyId(), end.pass(), end.rewrapped(), end.failed());
    var done = end.status() == RewrapProgress.Status.DONE;
    return record(environment, by, EventType.SECRETS_REWRAPPED, done, rewrapped);
  }

  private Uni<Void> record(
      RedisKeys environment, Actor by, EventType type, boolean succeeded, Object data) {
    return events.record(environment, by, Event.ofEnvironment(type, succeeded, data));
  }
}
