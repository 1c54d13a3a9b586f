package dev.chatconnect.provider;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Fields of a form, as a request has them ({@code application/x-www-form-urlencoded}). */
public final class Form {

  private final StringBuilder encoded = new StringBuilder(256);

  /** Adds a field; its name is a constant. */
  public Form with(String name, String value) {
    // Not by FormEncoding, which keeps values: codes and secrets are among these.
    if (encoded.length() > 0) {
      encoded.append('&');
    }
    encoded.append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    return this;
  }

  /** Adds a field where there is a value for it. */
  public Form with(String name, Optional<String> value) {
    value.ifPresent(text -> with(name, text));
    return this;
  }

  String encoded() {
    return encoded.toString();
  }

  /** Without the fields: codes and secrets are among them. */
  @Override
  public String toString() {
    return "Form[]";
  }
}
