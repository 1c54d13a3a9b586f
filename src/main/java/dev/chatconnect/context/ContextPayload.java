package dev.chatconnect.context;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.chatconnect.web.Fields;

/**
 * The {@code context} of a request: what its connection or endpoint is scoped to.
 *
 * @param entries one per type, in the order of the request
 * @param raw the object as sent; what a context hash signs
 */
public record ContextPayload(List<Entry> entries, JsonNode raw) {

  private static final int MAX_ENTRIES = 5;
  private static final int MAX_DATA_KB = 64;
  private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_-]{1,100}");
  private static final String INVALID =
      "Invalid context payload structure. Expected object with context types as keys and string IDs"
          + " or {id, data} objects as values";

  public ContextPayload {
    entries = List.copyOf(entries);
  }

  /**
   * One context.
   *
   * @param data what the application says of it; it counts for a context hash alone
   */
  public record Entry(String type, String id, Optional<JsonNode> data) {

    /** How records refer to the context. */
    public String key() {
      return type + ':' + id;
    }
  }

  /** Reads a field of a request; a broken rule is reported there, absent and {@code null} alike. */
  public static Optional<ContextPayload> read(Fields fields, String name) {
    return fields.raw(name).flatMap(raw -> read(fields, raw));
  }

  /**
   * Reads a field with the keys of a context, {@code type:id}, as records show them; an empty list
   * counts as absent.
   */
  public static Optional<ContextPayload> readKeys(Fields fields, String name) {
    var keys = fields.strings(name).orElse(List.of());
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    var raw = JsonNodeFactory.instance.objectNode();
    for (var key : keys) {
      var colon = key.lastIndexOf(':');
      if (colon < 1 || raw.has(key.substring(0, colon))) {
        fields.rejectField(name, "must hold each context once, as type:id");
        return Optional.empty();
      }
      raw.put(key.substring(0, colon), key.substring(colon + 1));
    }
    return read(fields, raw);
  }

  /** A payload that was read before. */
  public static ContextPayload of(JsonNode raw) {
    var entries = new ArrayList<Entry>();
    raw.properties()
        .forEach(property -> entry(property.getKey(), property.getValue()).ifPresent(entries::add));
    return new ContextPayload(entries, raw);
  }

  /** Whether it names its contexts by their ids and says nothing more of them. */
  public boolean namesIdsAlone() {
    return raw.properties().stream().allMatch(property -> property.getValue().isTextual());
  }

  /** The same contexts, by their ids alone. */
  public ContextPayload withoutData() {
    var ids = JsonNodeFactory.instance.objectNode();
    entries.forEach(entry -> ids.put(entry.type(), entry.id()));
    return of(ids);
  }

  /** The exact context: {@code type:id}, sorted by code unit. */
  public List<String> keys() {
    return entries.stream().map(Entry::key).sorted().toList();
  }

  private static Optional<ContextPayload> read(Fields fields, JsonNode raw) {
    if (!raw.isObject() || raw.isEmpty()) {
      fields.reject(INVALID);
      return Optional.empty();
    }
    var payload = of(raw);
    if (payload.entries().size() != raw.size()) {
      fields.reject(INVALID);
      return Optional.empty();
    }
    if (raw.size() > MAX_ENTRIES) {
      fields.reject(
          "Too many contexts: %d provided, maximum allowed is %d"
              .formatted(raw.size(), MAX_ENTRIES));
    }
    payload.entries().forEach(entry -> checkSize(fields, entry));
    return Optional.of(payload);
  }

  private static Optional<Entry> entry(String type, JsonNode value) {
    var id = value.isObject() ? value.path("id") : value;
    if (!id.isTextual() || !ID.matcher(id.textValue()).matches()) {
      return Optional.empty();
    }
    var data = value.isObject() ? value.path("data") : value.path("");
    if (data.isMissingNode() || data.isNull()) {
      return Optional.of(new Entry(type, id.textValue(), Optional.empty()));
    }
    return data.isContainerNode()
        ? Optional.of(new Entry(type, id.textValue(), Optional.of(data)))
        : Optional.empty();
  }

  private static void checkSize(Fields fields, Entry entry) {
    var bytes =
        entry.data().map(data -> data.toString().getBytes(StandardCharsets.UTF_8).length).orElse(0);
    if (bytes > MAX_DATA_KB * 1024) {
      fields.reject(
          "Context '%s' Data is too large: %dKB exceeds %dKB limit"
              .formatted(entry.type(), Math.round(bytes / 1024.0), MAX_DATA_KB));
    }
  }
}
