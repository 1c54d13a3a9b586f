package dev.chatconnect.endpoint;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;

/** Checks the fields of a JSON object one by one and remembers which were spoken of. */
final class Shape {

  private final JsonNode object;
  private final Set<String> known = new HashSet<>();
  private boolean valid = true;

  Shape(JsonNode object) {
    this.object = object;
  }

  /** Requires a text that passes a test. */
  Shape text(String name, Predicate<String> test) {
    known.add(name);
    var value = object.path(name);
    valid &= value.isTextual() && test.test(value.textValue());
    return this;
  }

  Shape text(String name) {
    return text(name, anything -> true);
  }

  /** Requires a text that is not empty. */
  Shape filled(String name) {
    return text(name, value -> !value.isEmpty());
  }

  /** Allows a text that passes a test. */
  Shape optional(String name, Predicate<String> test) {
    known.add(name);
    return object.has(name) ? text(name, test) : this;
  }

  Shape optionalText(String name) {
    return optional(name, anything -> true);
  }

  Shape optionalFilled(String name) {
    return optional(name, value -> !value.isEmpty());
  }

  /** Allows an object whose values are all texts. */
  Shape optionalTexts(String name) {
    known.add(name);
    var value = object.path(name);
    if (!value.isMissingNode()) {
      valid &= value.isObject();
      for (var item : value) {
        valid &= item.isTextual();
      }
    }
    return this;
  }

  /** Whether all was right and the object has exactly this many fields. */
  boolean only(int count) {
    return valid && object.size() == count;
  }

  /** Whether all was right and the object has no more fields than this. */
  boolean atMost(int count) {
    return valid && object.size() <= count;
  }

  /** Whether all was right and the object has no field that was not spoken of. */
  boolean onlyKnown() {
    var names = new HashSet<String>();
    object.fieldNames().forEachRemaining(names::add);
    return valid && known.containsAll(names);
  }
}
