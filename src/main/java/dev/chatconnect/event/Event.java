package dev.chatconnect.event;

import java.util.Optional;

/**
 * Something that happened.
 *
 * @param connectionIdentifier connection that it is about
 * @param subscriberId subscriber that it is about
 * @param succeeded whether it was what somebody wanted
 * @param data a record that Jackson can write; goes to webhooks and to the audit log as it is, so
 *     it holds no secret
 */
public record Event(
    EventType type,
    Optional<String> connectionIdentifier,
    Optional<String> subscriberId,
    boolean succeeded,
    Object data) {

  /** An event that is about no connection and no subscriber, but about all that there is. */
  public static Event ofEnvironment(EventType type, boolean succeeded, Object data) {
    return new Event(type, Optional.empty(), Optional.empty(), succeeded, data);
  }
}
