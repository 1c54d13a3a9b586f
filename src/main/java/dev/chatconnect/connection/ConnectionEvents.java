package dev.chatconnect.connection;

import java.time.Instant;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.event.Event;
import dev.chatconnect.event.EventLog;
import dev.chatconnect.event.EventType;
import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.RedisKeys;

/**
 * Tells what a write does to a connection, from what it was and what it becomes. A write that
 * changes nothing but the time of the last change is no event.
 */
@Singleton
class ConnectionEvents {

  private final EventLog log;

  ConnectionEvents(EventLog log) {
    this.log = log;
  }

  void created(Commit commit, RedisKeys environment, ChannelConnection connection) {
    append(commit, environment, EventType.CONNECTION_CREATED, connection);
  }

  /**
   * Adds the event of a change, if it is one.
   *
   * @param renewal whether new tokens alone mean that they were renewed
   */
  void changed(
      Commit commit,
      RedisKeys environment,
      ChannelConnection before,
      ChannelConnection after,
      boolean renewal) {
    between(before, after, renewal).ifPresent(type -> append(commit, environment, type, after));
  }

  void deleted(Commit commit, RedisKeys environment, ChannelConnection connection) {
    append(commit, environment, EventType.CONNECTION_DELETED, connection);
  }

  static Optional<EventType> between(
      ChannelConnection before, ChannelConnection after, boolean renewal) {
    if (undated(before).equals(undated(after))) {
      return Optional.empty();
    }
    var sameStanding =
        before.status() == after.status() && before.statusReason().equals(after.statusReason());
    return Optional.of(
        switch (after.status()) {
          case ACTIVE -> renewal ? EventType.CONNECTION_REFRESHED : EventType.CONNECTION_UPDATED;
          case REFRESH_FAILED ->
              sameStanding ? EventType.CONNECTION_UPDATED : EventType.CONNECTION_REFRESH_FAILED;
          case REVOKED ->
              sameStanding ? EventType.CONNECTION_UPDATED : EventType.CONNECTION_REVOKED;
        });
  }

  private static ChannelConnection undated(ChannelConnection connection) {
    return new ChannelConnection(
        connection.identifier(),
        connection.owner(),
        connection.integrationIdentifier(),
        connection.providerId(),
        connection.channel(),
        connection.workspace(),
        connection.sealedTokens(),
        connection.grant(),
        connection.status(),
        connection.statusReason(),
        connection.createdAt(),
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private void append(
      Commit commit, RedisKeys environment, EventType type, ChannelConnection connection) {
    log.append(
        commit,
        environment,
        new Event(
            type,
            Optional.of(connection.identifier()),
            connection.owner().subscriberId(),
            type != EventType.CONNECTION_REFRESH_FAILED,
            ConnectionEventData.of(connection)));
  }
}
