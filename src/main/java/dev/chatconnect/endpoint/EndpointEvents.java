package dev.chatconnect.endpoint;

import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.event.Event;
import dev.chatconnect.event.EventLog;
import dev.chatconnect.event.EventType;
import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.RedisKeys;

/**
 * Tells what a write does to an endpoint. A write that changes nothing but the time of the last
 * change is no event.
 */
@Singleton
class EndpointEvents {

  private final EventLog log;

  EndpointEvents(EventLog log) {
    this.log = log;
  }

  void linked(Commit commit, RedisKeys environment, ChannelEndpoint endpoint) {
    append(commit, environment, EventType.ENDPOINT_LINKED, endpoint);
  }

  /** Adds the event of a change, if it is one; identifier, owner and type never change. */
  void changed(
      Commit commit, RedisKeys environment, ChannelEndpoint before, ChannelEndpoint after) {
    if (!before.sealedFields().equals(after.sealedFields())
        || !before.connectionIdentifier().equals(after.connectionIdentifier())) {
      append(commit, environment, EventType.ENDPOINT_UPDATED, after);
    }
  }

  void unlinked(Commit commit, RedisKeys environment, ChannelEndpoint endpoint) {
    append(commit, environment, EventType.ENDPOINT_UNLINKED, endpoint);
  }

  private void append(
      Commit commit, RedisKeys environment, EventType type, ChannelEndpoint endpoint) {
    log.append(
        commit,
        environment,
        new Event(
            type,
            endpoint.connectionIdentifier(),
            Optional.of(endpoint.subscriberId()),
            true,
            EndpointEventData.of(endpoint)));
  }
}
