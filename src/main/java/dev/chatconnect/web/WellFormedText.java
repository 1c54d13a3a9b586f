package dev.chatconnect.web;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Refuses JSON texts with half a surrogate pair, as {@code "\\ud800"} (RFC 8259 §8.2): they cannot
 * be written as UTF-8, so that something else would be kept than was sent.
 */
public final class WellFormedText {

  private WellFormedText() {}

  /**
   * Requires that every text and every name of a value can be kept.
   *
   * @throws ApiException 400
   */
  public static void require(JsonNode json) {
    if (json.isTextual()) {
      require(json.textValue());
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
