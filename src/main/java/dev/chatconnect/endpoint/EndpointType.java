package dev.chatconnect.endpoint;

import java.util.Set;

import dev.chatconnect.web.WireEnum;

/**
 * Kinds of destinations; {@link #DISCORD_USER}, {@link #GOOGLE_CHAT_USER} and {@link #ZOOM_USER}
 * are ones that the reference API does not have.
 */
public enum EndpointType implements WireEnum {
  SLACK_CHANNEL("slack_channel"),
  SLACK_USER("slack_user"),
  WEBHOOK("webhook"),
  PHONE("phone"),
  MS_TEAMS_CHANNEL("ms_teams_channel"),
  MS_TEAMS_USER("ms_teams_user"),
  TELEGRAM_CHAT("telegram_chat"),
  WEBEX_ROOM("webex_room"),
  WEBEX_PERSON("webex_person"),
  LINE_USER("line_user"),
  PAGERDUTY_SERVICE("pagerduty_service"),
  OPSGENIE_INTEGRATION("opsgenie_integration"),
  GRAFANA_ONCALL_INTEGRATION("grafana_oncall_integration"),
  TOOL_WEBHOOK("tool_webhook"),
  DISCORD_USER("discord_user"),
  GOOGLE_CHAT_USER("google_chat_user"),
  ZOOM_USER("zoom_user");

  private static final Set<EndpointType> PEOPLE =
      Set.of(
          SLACK_USER,
          MS_TEAMS_USER,
          TELEGRAM_CHAT,
          WEBEX_PERSON,
          LINE_USER,
          DISCORD_USER,
          GOOGLE_CHAT_USER,
          ZOOM_USER);

  private final String wire;

  EndpointType(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }

  /** Whether it reaches a person at a provider, who may take back that they let us. */
  public boolean isPerson() {
    return PEOPLE.contains(this);
  }
}
