package dev.chatconnect.inbox;

import java.util.Optional;
import java.util.regex.Pattern;

import dev.chatconnect.web.ErrorCode;

/**
 * The connection identifiers that the published buttons choose by themselves, which are names that
 * everyone can guess: {@code chconn-slack-default-ann} for what is Ann's, {@code
 * chconn-slack-default} for what is shared. Whoever takes such a name before its owner keeps the
 * owner from connecting, and is found by an application that looks for the owner's connection.
 */
final class ButtonIdentifiers {

  /** The shortest provider that fits is the one that is meant: ids of subscribers hold anything. */
  private static final Pattern DEFAULT =
      Pattern.compile("chconn-.+?-default(?:-(?<subscriber>.*))?", Pattern.DOTALL);

  private ButtonIdentifiers() {}

  /**
   * Requires that a new connection of a browser takes no name of somebody else's button.
   *
   * @param field that the request names it by
   * @param shared whether the connection will be the context's instead of the subscriber's
   * @throws dev.chatconnect.web.ApiException 403 otherwise
   */
  static void require(
      SubscriberSession session, String field, Optional<String> identifier, boolean shared) {
    identifier
        .filter(wanted -> isTaken(session, wanted, shared))
        .ifPresent(
            wanted -> {
              throw ErrorCode.CONNECTION_IDENTIFIER_PROTECTED.with(field, wanted);
            });
  }

  private static boolean isTaken(SubscriberSession session, String wanted, boolean shared) {
    var name = DEFAULT.matcher(wanted);
    if (!name.matches()) {
      return false;
    }
    return Optional.ofNullable(name.group("subscriber"))
        .map(subscriber -> !subscriber.equals(session.subscriberId()))
        .orElse(!shared);
  }
}
