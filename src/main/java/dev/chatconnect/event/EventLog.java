package dev.chatconnect.event;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.RandomIds;
import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.RecordJson;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/** Writes events to the stream of their environment. */
@Singleton
public class EventLog {

  static final String TYPE = "type";
  static final String ID = "id";
  static final String ACTOR = "actor";
  static final String OUTCOME = "outcome";
  static final String CONNECTION = "connection";
  static final String SUBSCRIBER = "subscriber";
  static final String DATA = "data";

  private final RecordJson json;
  private final RandomIds ids;
  private final CurrentActor actor;
  private final RedisGateway redis;

  EventLog(RecordJson json, RandomIds ids, CurrentActor actor, RedisGateway redis) {
    this.json = json;
    this.ids = ids;
    this.actor = actor;
    this.redis = redis;
  }

  /** Adds an event to the commit that makes it true: either both are there or neither. */
  public void append(Commit commit, RedisKeys environment, Event event) {
    commit.append(environment.events(), fields(event));
  }

  /**
   * Writes an event that changes no record; best effort: what cannot be written is logged, and
   * nobody's request fails for it.
   */
  public Uni<Void> record(RedisKeys environment, Event event) {
    return record(environment, actor.get(), event);
  }

  /** The same for an actor who may no longer be the present one. */
  public Uni<Void> record(RedisKeys environment, Actor by, Event event) {
    return write(environment, by, event)
        .onFailure()
        .invoke(
            failure ->
                Log.warnf(
                    "event=audit_entry_lost type=%s environment=%s cause=%s",
                    event.type().wire(),
                    environment.environmentId(),
                    failure.getClass().getSimpleName()))
        .onFailure()
        .recoverWithNull();
  }

  /** Writes an event that changes no record; fails when it cannot be written. */
  public Uni<Void> write(RedisKeys environment, Actor by, Event event) {
    var commit = new Commit(environment);
    commit.append(environment.events(), fields(by, event));
    return redis.commit(commit).replaceWithVoid();
  }

  /** The entry of an event of the present actor. */
  Map<String, String> fields(Event event) {
    return fields(actor.get(), event);
  }

  private Map<String, String> fields(Actor by, Event event) {
    var fields = new LinkedHashMap<String, String>();
    fields.put(ID, "evt_" + ids.name(24));
    fields.put(TYPE, event.type().wire());
    fields.put(ACTOR, by.format());
    fields.put(OUTCOME, event.succeeded() ? "success" : "failure");
    event.connectionIdentifier().ifPresent(value -> fields.put(CONNECTION, value));
    event.subscriberId().ifPresent(value -> fields.put(SUBSCRIBER, value));
    fields.put(DATA, json.write(event.data()));
    return fields;
  }
}
