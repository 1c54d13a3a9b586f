package dev.chatconnect.web;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Refuses JSON that cannot be written again, so that something else would be kept than was sent:
 * texts with half a surrogate pair, as {@code "\\ud800"} (RFC 8259 §8.2), which have no UTF-8, and
 * numbers beyond a double, as {@code 1e400} (§6).
 */
public final class WellFormedText {

  private WellFormedText() {}

  /**
   * Requires that every text, every name and every number of a value can be kept.
   *
   * @throws ApiException 400
   */
  public static void require(JsonNode json) {
    if (json.isFloatingPointNumber() && !Double.isFinite(json.doubleValue())) {
      throw ErrorCode.BAD_REQUEST.with("The body holds a number that is too large");
    }
    if (json.isTextual()) {
      require(json.textValue());
    }
    if (!json.isContainerNode()) {
      return;
    }
    json.fieldNames().forEachRemaining(WellFormedText::require);
    json.forEach(WellFormedText::require);
  }

  private static void require(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSurrogatePair(
            text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : 'x')) {
          throw ErrorCode.BAD_REQUEST.with(
              "The body holds half a surrogate pair, which is no text");
        }
        i++;
      }
    }
  }
}
