package dev.chatconnect.idempotency;

import java.util.Optional;

import dev.chatconnect.web.ErrorCode;

/**
 * The key that a client gave a request.
 *
 * @param value the key itself
 * @param header the header as received, which answers repeat
 */
record IdempotencyKey(String value, String header) {

  static final String HEADER = "Idempotency-Key";

  private static final int MAX_LENGTH = 255;

  /**
   * Reads the header: a Structured Fields String ({@code "k"}, RFC 8941 §3.3.3) or the bare key;
   * both spellings name the same key. Empty when the header is blank.
   *
   * @throws dev.chatconnect.web.ApiException 400 when the key is too long
   */
  static Optional<IdempotencyKey> parse(String header) {
    var stripped = header.strip();
    var value = isQuoted(stripped) ? unquoted(stripped) : stripped;
    if (value.length() > MAX_LENGTH) {
      throw ErrorCode.IDEMPOTENCY_KEY_TOO_LONG.with(value);
    }
    return value.isEmpty() ? Optional.empty() : Optional.of(new IdempotencyKey(value, stripped));
  }

  private static boolean isQuoted(String text) {
    return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
  }

  private static String unquoted(String text) {
    return text.substring(1, text.length() - 1).replaceAll("\\\\([\\\\\"])", "$1");
  }
}
