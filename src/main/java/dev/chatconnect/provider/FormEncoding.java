package dev.chatconnect.provider;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Form-encodes values (application/x-www-form-urlencoded, UTF-8). Those of authorization URLs are
 * plain, as states are, or the same each time, as redirect URIs and scopes are: the first need no
 * work, and the last encoded of the others are kept.
 */
final class FormEncoding {

  private static final AtomicReferenceArray<Encoded> KEPT = new AtomicReferenceArray<>(64);

  /** By sign. */
  private static final boolean[] PLAIN = new boolean[128];

  static {
    for (var sign :
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.*".toCharArray()) {
      PLAIN[sign] = true;
    }
  }

  private FormEncoding() {}

  private record Encoded(String value, String text) {}

  static String encode(String value) {
    if (isPlain(value)) {
      return value;
    }
    var place = value.hashCode() & (KEPT.length() - 1);
    var kept = KEPT.get(place);
    if (kept != null && kept.value().equals(value)) {
      return kept.text();
    }
    var text = URLEncoder.encode(value, StandardCharsets.UTF_8);
    KEPT.set(place, new Encoded(value, text));
    return text;
  }

  private static boolean isPlain(String value) {
    for (var i = 0; i < value.length(); i++) {
      if (!isPlain(value.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(char sign) {
    return sign < PLAIN.length && PLAIN[sign];
  }
}
