package dev.chatconnect.connection;

import java.util.List;
import java.util.Optional;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A connection as events tell of it: nothing secret, and of the workspace only what the provider
 * calls it, since a creator may keep anything there.
 */
@RegisterForReflection
record ConnectionEventData(
    String identifier,
    String integrationIdentifier,
    String providerId,
    String channel,
    Optional<String> subscriberId,
    List<String> contextKeys,
    Workspace workspace,
    String status,
    Optional<String> statusReason,
    List<String> scopes) {

  private static final int LONGEST_NAME = 255;

  /** What the provider calls the workspace. */
  @RegisterForReflection
  record Workspace(String id, Optional<String> name) {}

  static ConnectionEventData of(ChannelConnection connection) {
    var name = connection.workspace().get("name");
    return new ConnectionEventData(
        connection.identifier(),
        connection.integrationIdentifier(),
        connection.providerId(),
        connection.channel(),
        connection.owner().subscriberId(),
        connection.owner().contextKeys(),
        new Workspace(
            connection.workspaceId(),
            name instanceof String text ? Optional.of(shortened(text)) : Optional.empty()),
        connection.status().wire(),
        connection.statusReason(),
        connection.grant().scopes());
  }

  /** Events are kept when the record is gone, so that what one holds needs a bound of its own. */
  private static String shortened(String name) {
    if (name.length() <= LONGEST_NAME) {
      return name;
    }
    var end =
        Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1)) ? LONGEST_NAME - 1 : LONGEST_NAME;
    return name.substring(0, end);
  }
}
