package dev.chatconnect.provider;

import java.util.Map;
import java.util.Optional;

/**
 * What an integration knows of its app at the provider, decrypted.
 *
 * @param values by field name, for example {@code clientId}, {@code secretKey}, {@code hmac}
 */
public record Credentials(Map<String, Object> values) {

  public static final Credentials NONE = new Credentials(Map.of());

  public Credentials {
    values = Map.copyOf(values);
  }

  /** A text field; empty when absent or blank. */
  public Optional<String> text(String name) {
    return values.get(name) instanceof String text && !text.isBlank()
        ? Optional.of(text)
        : Optional.empty();
  }

  /** A switch; off when absent. */
  public boolean flag(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** Without the values: this text may end in a log. */
  @Override
  public String toString() {
    return "Credentials" + values.keySet();
  }
}
