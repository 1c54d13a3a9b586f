package dev.chatconnect.provider;

import java.net.URI;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Builds an authorization URL; parameters keep their order, values are form-encoded as RFC 6749
 * appendix B asks: a space becomes {@code +}.
 */
public final class AuthorizationUrl {

  private final StringJoiner query;

  private AuthorizationUrl(String endpoint) {
    query = new StringJoiner("&", endpoint + "?", "");
  }

  /** Starts with an endpoint below a base URL that may end in a slash. */
  public static AuthorizationUrl of(URI base, String path) {
    var text = base.toString();
    var end = text.length();
    while (end > 0 && text.charAt(end - 1) == '/') {
      end--;
    }
    return new AuthorizationUrl(text.substring(0, end) + path);
  }

  public AuthorizationUrl with(String name, String value) {
    query.add(name + "=" + FormEncoding.encode(value));
    return this;
  }

  /** Adds the parameter where there is a value. */
  public AuthorizationUrl with(String name, Optional<String> value) {
    value.ifPresent(present -> with(name, present));
    return this;
  }

  /** The URL, which is made of a configured base and encoded values. */
  public String build() {
    return query.toString();
  }
}
