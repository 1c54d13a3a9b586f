package dev.chatconnect.connect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.ws.rs.core.MultivaluedMap;

/**
 * The query of a callback (RFC 6749 §4.1.2).
 *
 * @param values every parameter that was given once
 * @param wellFormed whether none of the parameters that matter was repeated (RFC 6749 §3.1) and the
 *     answer is not both a grant and an error
 */
record CallbackParameters(Map<String, String> values, boolean wellFormed) {

  private static final Set<String> SINGLE =
      Set.of("state", "code", "error", "error_description", "tenant", "admin_consent", "iss");

  static CallbackParameters of(MultivaluedMap<String, String> query) {
    var values = new HashMap<String, String>();
    query.forEach((name, given) -> values.put(name, given.get(0)));
    var repeated =
        query.entrySet().stream()
            .anyMatch(
                entry -> isSingle(entry.getKey()) && isRepeated(entry.getKey(), entry.getValue()));
    var both = values.containsKey("code") && values.containsKey("error");
    return new CallbackParameters(Map.copyOf(values), !repeated && !both);
  }

  Optional<String> state() {
    return text("state");
  }

  Optional<String> error() {
    return text("error");
  }

  /** Whether the provider granted anything: a code, or a tenant's consent. */
  boolean hasGrant() {
    return text("code").isPresent() || text("tenant").isPresent();
  }

  /** Everything but the state, which is used up. */
  Map<String, String> grant() {
    var grant = new HashMap<>(values);
    grant.remove("state");
    return Map.copyOf(grant);
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  private static boolean isSingle(String name) {
    var bracket = name.indexOf('[');
    return SINGLE.contains(bracket < 0 ? name : name.substring(0, bracket));
  }

  private static boolean isRepeated(String name, List<String> given) {
    return given.size() > 1 || name.indexOf('[') >= 0;
  }

  /** Without the values: code and state must not end in a log. */
  @Override
  public String toString() {
    return "CallbackParameters" + values.keySet();
  }
}
