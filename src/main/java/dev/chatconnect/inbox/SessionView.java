package dev.chatconnect.inbox;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A new session as the reference API answers it. It has no notification feed, so everything that is
 * about one is zero.
 *
 * @param token to send as {@code Authorization: Bearer}
 * @param contextKeys the exact context, sorted
 */
@Schema(
    name = "SubscriberSession",
    requiredProperties = {
      "applicationIdentifier",
      "token",
      "totalUnreadCount",
      "unreadCount",
      "removeNovuBranding",
      "maxSnoozeDurationHours",
      "isDevelopmentMode",
      "contextKeys"
    })
public record SessionView(
    String applicationIdentifier,
    @Schema(
            description =
                "Send it as `Authorization: Bearer <token>` to the routes of subscribers.")
        String token,
    @Schema(description = "Always 0: there is no notification feed.") int totalUnreadCount,
    UnreadCount unreadCount,
    boolean removeNovuBranding,
    int maxSnoozeDurationHours,
    boolean isDevelopmentMode,
    @Schema(description = "The exact context of the session, as `type:id`, sorted.")
        List<String> contextKeys) {

  /** Of a notification feed that is not there. */
  @Schema(requiredProperties = {"total", "severity"})
  public record UnreadCount(int total, Severity severity) {}

  /** Of a notification feed that is not there. */
  @Schema(requiredProperties = {"high", "medium", "low", "none"})
  public record Severity(int high, int medium, int low, int none) {}

  static SessionView of(SubscriberSession session, String token, boolean isDevelopmentMode) {
    return new SessionView(
        session.environment().applicationIdentifier(),
        token,
        0,
        new UnreadCount(0, new Severity(0, 0, 0, 0)),
        false,
        0,
        isDevelopmentMode,
        session.contextKeys());
  }

  /** Without the token: this text may end in a log. */
  @Override
  public String toString() {
    return "SessionView[" + applicationIdentifier + "]";
  }
}
