package dev.chatconnect.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.chatconnect.crypto.Digests;

/** Which endpoints may exist only once, and by what. */
final class Uniqueness {

  private Uniqueness() {}

  /**
   * Name of what the endpoint must be alone in holding, if anything: a person of a platform on an
   * integration; for tools, the subscriber's one destination on an integration; for a webhook into
   * a named channel, that channel for the subscriber in the context.
   */
  static Optional<String> key(EndpointDraft draft) {
    var endpoint = draft.endpoint();
    return switch (draft.type()) {
      case SLACK_USER, MS_TEAMS_USER, DISCORD_USER, GOOGLE_CHAT_USER, ZOOM_USER ->
          user(draft, endpoint, "userId");
      case TELEGRAM_CHAT -> isGroup(endpoint) ? Optional.empty() : user(draft, endpoint, "chatId");
      case WEBEX_PERSON ->
          user(draft, endpoint, "personId").or(() -> user(draft, endpoint, "personEmail"));
      case PAGERDUTY_SERVICE, OPSGENIE_INTEGRATION, GRAFANA_ONCALL_INTEGRATION ->
          Optional.of(digest(draft, List.of(draft.subscriberId())));
      case WEBHOOK ->
          draft.granted() ? Optional.of(digest(draft, webhook(draft, endpoint))) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /**
   * Name of what the endpoint of a person is alone in holding.
   *
   * @param type one whose {@link #key} depends on nothing but this
   * @param endpoint its one field
   */
  static String ofPerson(String integrationId, EndpointType type, Map<String, String> endpoint) {
    var parts = new ArrayList<String>();
    endpoint.forEach((field, id) -> parts.addAll(List.of(field, id)));
    return digest(integrationId, type, parts);
  }

  /** A group, whose id is negative, may serve several subscribers; a private chat is one person. */
  private static boolean isGroup(Map<String, Object> endpoint) {
    return String.valueOf(endpoint.get("chatId")).startsWith("-");
  }

  private static Optional<String> user(
      EndpointDraft draft, Map<String, Object> endpoint, String field) {
    return Optional.ofNullable(endpoint.get(field))
        .map(id -> digest(draft, List.of(field, id.toString())));
  }

  private static List<String> webhook(EndpointDraft draft, Map<String, Object> endpoint) {
    var parts = new ArrayList<String>();
    parts.add(draft.subscriberId());
    parts.add(String.valueOf(endpoint.getOrDefault("channel", endpoint.get("url"))));
    parts.addAll(draft.contextKeys());
    return parts;
  }

  private static String digest(EndpointDraft draft, List<String> parts) {
    return digest(draft.integrationId(), draft.type(), parts);
  }

  private static String digest(String integrationId, EndpointType type, List<String> parts) {
    var all = new ArrayList<String>();
    all.add(integrationId);
    all.add(type.wire());
    all.addAll(parts);
    return Digests.ofParts(all);
  }
}
