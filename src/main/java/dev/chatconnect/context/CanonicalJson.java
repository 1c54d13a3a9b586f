package dev.chatconnect.context;

import java.util.ArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatconnect.web.ErrorCode;

/**
 * Canonical JSON in the OLPC dialect, which both sides of a context hash compute: object keys
 * sorted by code unit, no white space, only {@code \} and {@code "} escaped.
 *
 * @see <a href="https://wiki.laptop.org/go/Canonical_JSON">Canonical JSON</a>
 */
public final class CanonicalJson {

  /** Beyond it neighbouring integers share one double, and both sides may print another one. */
  private static final double MAX_EXACT_INTEGER = 9007199254740991d;

  private CanonicalJson() {}

  /**
   * The canonical text of a value.
   *
   * @throws dev.chatconnect.web.ApiException 400 when it holds a number that is not an integer,
   *     which the dialect cannot express
   */
  public static String of(JsonNode value) {
    var text = new StringBuilder();
    write(value, text);
    return text.toString();
  }

  private static void write(JsonNode value, StringBuilder text) {
    switch (value.getNodeType()) {
      case OBJECT -> writeObject(value, text);
      case ARRAY -> writeArray(value, text);
      case STRING -> writeString(value.textValue(), text);
      case NUMBER -> writeNumber(value, text);
      default -> text.append(value.asText());
    }
  }

  private static void writeObject(JsonNode object, StringBuilder text) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    names.sort(null);
    text.append('{');
    for (var i = 0; i < names.size(); i++) {
      if (i > 0) {
        text.append(',');
      }
      var name = names.get(i);
      writeString(name, text);
      text.append(':');
      write(object.get(name), text);
    }
    text.append('}');
  }

  private static void writeArray(JsonNode array, StringBuilder text) {
    text.append('[');
    for (var i = 0; i < array.size(); i++) {
      if (i > 0) {
        text.append(',');
      }
      write(array.get(i), text);
    }
    text.append(']');
  }

  private static void writeString(String value, StringBuilder text) {
    text.append('"').append(value.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
  }

  /** {@code 1.0} and {@code 1e2} are integers too: JSON has one kind of number. */
  private static void writeNumber(JsonNode number, StringBuilder text) {
    if (number.isIntegralNumber()) {
      text.append(number.bigIntegerValue());
      return;
    }
    var value = number.doubleValue();
    if (Math.abs(value) > MAX_EXACT_INTEGER || Math.rint(value) != value) {
      throw ErrorCode.CONTEXT_NOT_CANONICAL.with();
    }
    text.append((long) value);
  }
}
