package dev.chatconnect.provider;

import java.net.URI;
import java.util.Optional;

/**
 * Builds an authorization URL; parameters keep their order, values are form-encoded as RFC 6749
 * appendix B asks: a space becomes {@code +}.
 */
public final class AuthorizationUrl {

  private static final int USUAL_LENGTH = 512;

  private final StringBuilder url = new StringBuilder(USUAL_LENGTH);
  private char separator = '?';

  private AuthorizationUrl() {}

  /** Starts with an endpoint below a base URL that may end in a slash. */
  public static AuthorizationUrl of(URI base, String path) {
    var text = base.toString();
    var end = text.length();
    while (end > 0 && text.charAt(end - 1) == '/') {
      end--;
    }
    var started = new AuthorizationUrl();
    started.url.append(text, 0, end).append(path);
    return started;
  }

  public AuthorizationUrl with(String name, String value) {
    url.append(separator).append(name).append('=').append(FormEncoding.encode(value));
    separator = '&';
    return this;
  }

  /** Adds the parameter where there is a value. */
  public AuthorizationUrl with(String name, Optional<String> value) {
    value.ifPresent(present -> with(name, present));
    return this;
  }

  /** The URL, which is made of a configured base and encoded values. */
  public String build() {
    return url.toString();
  }
}
