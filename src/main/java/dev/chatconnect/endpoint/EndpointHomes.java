package dev.chatconnect.endpoint;

import java.util.Optional;
import java.util.Set;

import dev.chatconnect.integration.Channel;
import dev.chatconnect.integration.Integration;
import dev.chatconnect.web.ErrorCode;

/** Which providers a destination of each type can be at. */
final class EndpointHomes {

  /** Chats that are reached by ids or numbers alone; every other one may have incoming webhooks. */
  private static final Set<String> WITHOUT_WEBHOOKS =
      Set.of("telegram", "line", "whatsapp-business", "sendblue");

  /** Chats that know nobody by a number; others, of the application's own maybe, may. */
  private static final Set<String> WITHOUT_NUMBERS =
      Set.of(
          "slack",
          "novu-slack",
          "msteams",
          "webex-messaging",
          "discord",
          "telegram",
          "line",
          "zoom",
          "google-chat",
          "mattermost",
          "ryver",
          "zulip",
          "grafana-on-call",
          "getstream",
          "rocket-chat");

  /**
   * The only providers of a type.
   *
   * @param label how error texts name their integration
   */
  private record Home(String label, Set<String> providerIds) {}

  private EndpointHomes() {}

  /** Requires that the integration's provider can have destinations of the type; fails with 400. */
  static void require(Integration integration, EndpointType type) {
    home(type)
        .ifPresentOrElse(
            home -> {
              if (!home.providerIds().contains(integration.providerId())) {
                throw ErrorCode.ENDPOINT_WRONG_PROVIDER.with(type.wire(), home.label());
              }
            },
            () -> {
              if (!takes(integration, type)) {
                throw ErrorCode.ENDPOINT_DOES_NOT_FIT.with(
                    type.wire(), integration.identifier(), integration.providerId());
              }
            });
  }

  private static Optional<Home> home(EndpointType type) {
    return switch (type) {
      case SLACK_CHANNEL, SLACK_USER -> of("a Slack", "slack", "novu-slack");
      case MS_TEAMS_CHANNEL, MS_TEAMS_USER -> of("an MS Teams", "msteams");
      case WEBEX_ROOM, WEBEX_PERSON -> of("a Webex Messaging", "webex-messaging");
      case TELEGRAM_CHAT -> of("a Telegram", "telegram");
      case LINE_USER -> of("a LINE", "line");
      case DISCORD_USER -> of("a Discord", "discord");
      case GOOGLE_CHAT_USER -> of("a Google Chat", "google-chat");
      case ZOOM_USER -> of("a Zoom", "zoom");
      case PAGERDUTY_SERVICE -> of("a PagerDuty", "pagerduty");
      case OPSGENIE_INTEGRATION -> of("an Opsgenie", "opsgenie");
      case GRAFANA_ONCALL_INTEGRATION -> of("a Grafana", "grafana");
      case TOOL_WEBHOOK -> of("a Tool webhook", "tool-webhook");
      case WEBHOOK, PHONE -> Optional.empty();
    };
  }

  private static Optional<Home> of(String label, String... providerIds) {
    return Optional.of(new Home(label, Set.of(providerIds)));
  }

  private static boolean takes(Integration integration, EndpointType type) {
    var channel = integration.channelOrChat();
    return type == EndpointType.WEBHOOK
        ? channel.equals(Channel.CHAT.wire())
            && !WITHOUT_WEBHOOKS.contains(integration.providerId())
        : Set.of(Channel.CHAT.wire(), Channel.SMS.wire()).contains(channel)
            && !WITHOUT_NUMBERS.contains(integration.providerId());
  }
}
