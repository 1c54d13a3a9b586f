package dev.chatconnect.endpoint;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/** Which fields the endpoint of each type must and may have; nothing else is accepted. */
final class EndpointShape {

  private static final Set<String> REGIONS = Set.of("us", "eu");
  private static final Set<String> METHODS = Set.of("POST", "PUT", "PATCH");
  private static final Pattern ROUTING_KEY = Pattern.compile("[a-zA-Z0-9]{32}");
  private static final Pattern API_KEY =
      Pattern.compile(
          "[a-zA-Z0-9]{8}-[a-zA-Z0-9]{4}-[a-zA-Z0-9]{4}-[a-zA-Z0-9]{4}-[a-zA-Z0-9]{12}");

  /**
   * What browsers take for an absolute URL of the web, host names with underscores and braces in
   * queries too. Such a URL is kept for who delivers, and never called by this service.
   */
  private static final Pattern URL =
      Pattern.compile(
          "(?<scheme>(?i:https?))://"
              + "([^/?#@\\\\\\p{Cntrl}]*@)?"
              + "(\\[[0-9A-Fa-f:.]+]|[^\\s\\p{Cntrl}/?#@:\\[\\]\\\\<>^|%\"{}`]+)"
              + "(:[0-9]{0,5})?"
              + "(?<path>(/[^?#\\p{Cntrl}]*)?)"
              + "([?#]\\P{Cntrl}*)?");

  private static final Pattern GRAFANA_PATH =
      Pattern.compile(".*/integrations/v1/formatted_webhook/[a-zA-Z0-9]+/?");

  /** A resource name of Google Chat: an id, or an e-mail address as its alias. */
  private static final Pattern GOOGLE_USER = Pattern.compile("users/[^/\\s]{1,255}");

  private EndpointShape() {}

  static boolean matches(EndpointType type, JsonNode endpoint) {
    if (!endpoint.isObject()) {
      return false;
    }
    var fields = new Shape(endpoint);
    return switch (type) {
      case SLACK_CHANNEL -> fields.text("channelId").only(1);
      case SLACK_USER, LINE_USER, DISCORD_USER, ZOOM_USER -> fields.text("userId").only(1);
      case GOOGLE_CHAT_USER -> fields.text("userId", matching(GOOGLE_USER)).only(1);
      // The reference API caps only the number of fields here.
      case WEBHOOK -> fields.text("url").optionalText("channel").atMost(2);
      case MS_TEAMS_USER -> fields.text("userId").optionalText("tenantId").atMost(2);
      case PHONE -> fields.text("phoneNumber").only(1);
      case MS_TEAMS_CHANNEL -> fields.text("teamId").text("channelId").only(2);
      case TELEGRAM_CHAT -> fields.text("chatId").only(1);
      case WEBEX_ROOM -> fields.filled("roomId").optionalFilled("parentId").onlyKnown();
      case WEBEX_PERSON ->
          endpoint.has("personId")
              ? fields.filled("personId").only(1)
              : fields.filled("personEmail").only(1);
      case PAGERDUTY_SERVICE ->
          fields
              .text("routingKey", matching(ROUTING_KEY))
              .text("region", REGIONS::contains)
              .only(2);
      case OPSGENIE_INTEGRATION ->
          fields.text("apiKey", matching(API_KEY)).text("region", REGIONS::contains).only(2);
      case GRAFANA_ONCALL_INTEGRATION ->
          fields.text("url", EndpointShape::isGrafanaUrl).optionalFilled("authToken").onlyKnown();
      case TOOL_WEBHOOK ->
          fields
              .text("url", matching(URL))
              .optionalTexts("headers")
              .optional("method", METHODS::contains)
              .onlyKnown();
    };
  }

  private static Predicate<String> matching(Pattern pattern) {
    return text -> pattern.matcher(text).matches();
  }

  private static boolean isGrafanaUrl(String url) {
    var parts = URL.matcher(url);
    return parts.matches()
        && parts.group("scheme").equalsIgnoreCase("https")
        && GRAFANA_PATH.matcher(parts.group("path")).matches();
  }
}
