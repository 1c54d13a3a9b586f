package dev.chatconnect.endpoint;

import dev.chatconnect.web.WireEnum;

/**
 * Kinds of destinations; {@link #DISCORD_USER} and {@link #GOOGLE_CHAT_USER} are ones that the
 * reference API does not have.
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
  GOOGLE_CHAT_USER("google_chat_user");

  private final String wire;

  EndpointType(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
