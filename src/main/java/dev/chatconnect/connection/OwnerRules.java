package dev.chatconnect.connection;

import java.util.Optional;

import dev.chatconnect.web.ErrorCode;

/** Whom a new connection may belong to. */
public final class OwnerRules {

  private OwnerRules() {}

  /**
   * Requires what the mode needs; without a mode, a subscriber or a context.
   *
   * @throws dev.chatconnect.web.ApiException 400 when it is missing
   */
  public static void require(
      Optional<ConnectionMode> mode, boolean hasSubscriber, boolean hasContext) {
    if (mode.filter(ConnectionMode.SHARED::equals).isPresent() && !hasContext) {
      throw ErrorCode.CONTEXT_REQUIRED_FOR_SHARED.with();
    }
    if (mode.filter(ConnectionMode.SUBSCRIBER::equals).isPresent() && !hasSubscriber) {
      throw ErrorCode.SUBSCRIBER_REQUIRED_FOR_MODE.with();
    }
    if (mode.isEmpty() && !hasSubscriber && !hasContext) {
      throw ErrorCode.SUBSCRIBER_OR_CONTEXT_REQUIRED.with();
    }
  }

  /**
   * Requires that a subscriber's browser may put another workspace in a connection's place: whoever
   * may not delete a shared one that works must not replace it either.
   *
   * @throws dev.chatconnect.web.ApiException 403 otherwise
   */
  public static void requireReplaceable(ChannelConnection connection) {
    if (connection.owner().subscriberId().isEmpty()
        && connection.status() == ConnectionStatus.ACTIVE) {
      throw ErrorCode.SHARED_CONNECTION_PROTECTED.with("replace");
    }
  }
}
