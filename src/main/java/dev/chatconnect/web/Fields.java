package dev.chatconnect.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.chatconnect.time.Timestamps;

/**
 * Reads the fields of a JSON object and collects one message per broken rule, in the order of
 * reading. {@code null} counts as absent, unknown fields are ignored, nothing is coerced.
 *
 * <p>Values read before {@link #verify()} may be placeholders; it throws when any rule was broken.
 */
public final class Fields {

  /** Longest string that becomes part of keys and session tokens, in UTF-16 code units. */
  static final int MAX_SHORT = 255;

  /**
   * Longest identifier of a record. It has to fit into a path in percent-encoding, up to nine bytes
   * for each unit, or nothing could remove the record; and an identifier that a published button
   * makes of a subscriber's id has to fit into it.
   */
  static final int MAX_IDENTIFIER = 512;

  private final JsonNode object;
  private final String prefix;
  private final List<String> messages;

  private Fields(JsonNode object, String prefix, List<String> messages) {
    this.object = object;
    this.prefix = prefix;
    this.messages = messages;
  }

  public static Fields of(JsonBody body) {
    return new Fields(body.json(), "", new ArrayList<>());
  }

  /** Reads into a list of the caller's. */
  static Fields collectingIn(JsonBody body, List<String> messages) {
    return new Fields(body.json(), "", messages);
  }

  /**
   * Ends the reading.
   *
   * @throws ApiException 422 with all messages, when a rule was broken
   */
  public void verify() {
    if (!messages.isEmpty()) {
      throw ApiException.validation(messages);
    }
  }

  /** Adds a message for a rule that a feature checks itself. */
  public void reject(String message) {
    messages.add(message);
  }

  /** Adds a message about one field, under its full path. */
  public void rejectField(String name, String rule) {
    messages.add(path(name) + ' ' + rule);
  }

  /** The raw value of a field; empty when absent or {@code null}. */
  public Optional<JsonNode> raw(String name) {
    var value = object.path(name);
    return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
  }

  /** Whether the field is in the object at all, be it {@code null}. */
  public boolean has(String name) {
    return object.has(name);
  }

  public Optional<String> string(String name) {
    return raw(name).flatMap(value -> asString(name, value));
  }

  /** Requires that a field, where it is a string, has at most 255 characters. */
  public void requireShort(String name) {
    requireAtMost(name, MAX_SHORT);
  }

  /** Requires that a field, where it is a string, is no longer than a record's identifier. */
  public void requireIdentifier(String name) {
    requireAtMost(name, MAX_IDENTIFIER);
  }

  /** Requires that a field, where it is a string, is no longer than this. */
  public void requireAtMost(String name, int characters) {
    if (raw(name).filter(JsonNode::isTextual).map(JsonNode::textValue).orElse("").length()
        > characters) {
      rejectField(name, "must be shorter than or equal to " + characters + " characters");
    }
  }

  /** Requires that a field takes up no more than this as JSON in UTF-8. */
  public void requireBytes(String name, int bytes) {
    if (raw(name).map(JsonNode::toString).orElse("").getBytes(StandardCharsets.UTF_8).length
        > bytes) {
      rejectField(name, "must take up no more than " + bytes + " bytes");
    }
  }

  public String requiredString(String name) {
    var value = raw(name);
    if (value.isEmpty()) {
      rejectUndefined(name);
      messages.add(path(name) + " must be a string");
    }
    return value.flatMap(found -> asString(name, found)).orElse("");
  }

  /** A required string whose emptiness has a message of its own. */
  public String requiredNonEmptyString(String name, String emptyMessage) {
    var value = raw(name);
    if (value.isEmpty()) {
      rejectUndefined(name);
      messages.add(emptyMessage);
      messages.add(path(name) + " must be a string");
      return "";
    }
    if (value.get().isTextual() && value.get().textValue().isEmpty()) {
      messages.add(emptyMessage);
    }
    return asString(name, value.get()).orElse("");
  }

  /** A required string in whose absence only its emptiness and its type are told. */
  public String requiredFilledString(String name) {
    var value = raw(name);
    if (value.isEmpty() || (value.get().isTextual() && value.get().textValue().isEmpty())) {
      rejectField(name, "should not be empty");
    }
    if (value.isEmpty()) {
      rejectField(name, "must be a string");
    }
    return value.flatMap(found -> asString(name, found)).orElse("");
  }

  public Optional<Boolean> bool(String name) {
    var value = raw(name);
    if (value.isPresent() && !value.get().isBoolean()) {
      messages.add(path(name) + " must be a boolean value");
      return Optional.empty();
    }
    return value.map(JsonNode::booleanValue);
  }

  /** A point in time as {@link Timestamps} reads it; the empty string counts as absent. */
  public Optional<Instant> time(String name) {
    var text = string(name).filter(value -> !value.isEmpty());
    var time = text.flatMap(Timestamps::read);
    if (text.isPresent() && time.isEmpty()) {
      rejectField(name, "must be a valid ISO 8601 date string");
    }
    return time;
  }

  public Optional<List<String>> strings(String name) {
    var value = raw(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    var array = value.get();
    if (!array.isArray()) {
      messages.add(path(name) + " must be an array");
      return Optional.of(List.of());
    }
    var strings = new ArrayList<String>();
    for (var item : array) {
      if (item.isTextual()) {
        strings.add(item.textValue());
      }
    }
    if (strings.size() != array.size()) {
      messages.add("each value in " + path(name) + " must be a string");
    }
    return Optional.of(List.copyOf(strings));
  }

  /** One of an enum's constants, named on the wire by {@link WireEnum#wire()}. */
  public <E extends Enum<E> & WireEnum> Optional<E> oneOf(String name, Class<E> type) {
    var value = raw(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    var found = WireEnum.find(type, value.get().asText());
    if (found.isEmpty() || !value.get().isTextual()) {
      messages.add(
          path(name)
              + " must be one of the following values: "
              + String.join(
                  ", ", Arrays.stream(type.getEnumConstants()).map(WireEnum::wire).toList()));
    }
    if (!value.get().isTextual()) {
      messages.add(path(name) + " must be a string");
      return Optional.empty();
    }
    return found;
  }

  /** A nested object; its fields are reported as {@code name.field}. */
  public Optional<Fields> object(String name) {
    var value = raw(name);
    if (value.isPresent() && !value.get().isObject()) {
      messages.add(
          value.get().isArray()
              ? path(name) + " must be an object"
              // The reference API's text, which clients may match on.
              : "nested property " + path(name) + " must be either object or array");
      return Optional.empty();
    }
    return value.map(found -> new Fields(found, path(name) + '.', messages));
  }

  /** A required object that is read as a whole, of which no field is reported. */
  public Optional<JsonNode> requiredTree(String name) {
    var value = raw(name);
    if (value.isEmpty()) {
      rejectUndefined(name);
    }
    if (!value.filter(JsonNode::isObject).isPresent()) {
      rejectField(name, "must be an object");
    }
    return value;
  }

  public Fields requiredObject(String name) {
    if (raw(name).isEmpty()) {
      rejectUndefined(name);
    }
    // A throw-away list: the absence of the object is the message, not that of its fields.
    return object(name)
        .orElseGet(() -> new Fields(JsonNodeFactory.instance.objectNode(), "", new ArrayList<>()));
  }

  private Optional<String> asString(String name, JsonNode value) {
    if (!value.isTextual()) {
      messages.add(path(name) + " must be a string");
      return Optional.empty();
    }
    return Optional.of(value.textValue());
  }

  private void rejectUndefined(String name) {
    messages.add(path(name) + " should not be null or undefined");
  }

  private String path(String name) {
    return prefix + name;
  }
}
