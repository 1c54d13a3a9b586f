package dev.chatconnect.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads the fields of a JSON object for a use case that reports every field by name, instead of all
 * messages together as {@link Fields} does. {@code null} counts as absent, nothing is coerced.
 */
public final class CommandFields {

  private final JsonBody body;
  private final String command;
  private final Map<String, FieldErrors> errors = new LinkedHashMap<>();

  private CommandFields(JsonBody body, String command) {
    this.body = body;
    this.command = command;
  }

  /**
   * Starts reading.
   *
   * @param command name of the use case as clients know it
   */
  public static CommandFields of(JsonBody body, String command) {
    return new CommandFields(body, command);
  }

  /**
   * Ends the reading.
   *
   * @throws ApiException 422 with every field that broke a rule
   */
  public void verify() {
    if (!errors.isEmpty()) {
      throw ApiException.command(command, errors);
    }
  }

  public void reject(String name, List<String> messages) {
    errors.put(name, new FieldErrors(messages, value(name)));
  }

  /** The raw value of a field; empty when absent or {@code null}. */
  public Optional<JsonNode> raw(String name) {
    return Fields.of(body).raw(name);
  }

  public Optional<String> string(String name) {
    return read(name, Fields::string);
  }

  public String requiredString(String name) {
    var value = read(name, Fields::string);
    if (raw(name).isEmpty()) {
      reject(name, List.of(name + " should not be null or undefined", name + " must be a string"));
    }
    return value.orElse("");
  }

  /** Requires what {@link Fields#requireShort} does. */
  public void requireShort(String name) {
    require(name, Fields::requireShort);
  }

  /** Requires what {@link Fields#requireIdentifier} does. */
  public void requireIdentifier(String name) {
    require(name, Fields::requireIdentifier);
  }

  private void require(String name, BiConsumer<Fields, String> rule) {
    read(
        name,
        (fields, field) -> {
          rule.accept(fields, field);
          return Optional.empty();
        });
  }

  public Optional<Boolean> bool(String name) {
    return read(name, Fields::bool);
  }

  public <E extends Enum<E> & WireEnum> Optional<E> requiredOneOf(String name, Class<E> type) {
    var found =
        raw(name).filter(JsonNode::isTextual).flatMap(value -> WireEnum.find(type, value.asText()));
    if (found.isEmpty()) {
      var names = Arrays.stream(type.getEnumConstants()).map(WireEnum::wire).toList();
      var message = name + " must be one of the following values: " + String.join(", ", names);
      reject(
          name,
          raw(name).isPresent()
              ? List.of(message)
              : List.of(name + " should not be null or undefined", message));
    }
    return found;
  }

  /** Reads one field with a reader of {@link Fields}; its messages become this field's. */
  public <T> Optional<T> read(String name, BiFunction<Fields, String, Optional<T>> reader) {
    var messages = new ArrayList<String>();
    var value = reader.apply(Fields.collectingIn(body, messages), name);
    if (!messages.isEmpty()) {
      reject(name, messages);
    }
    return value;
  }

  private Object value(String name) {
    return raw(name).<Object>map(found -> found).orElse("No Value Recorded");
  }
}
