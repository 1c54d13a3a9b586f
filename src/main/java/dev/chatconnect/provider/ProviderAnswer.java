package dev.chatconnect.provider;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatconnect.provider.ProviderException.Kind;

/** What a provider answered: a success or a 4xx that its caller knows to read. */
public final class ProviderAnswer {

  /** Those that need no parsing. */
  private static final Set<String> USUAL =
      Set.of("application/json", "application/json; charset=utf-8");

  private final String provider;
  private final int status;
  private final Optional<String> type;
  private final Optional<String> body;
  private final ObjectMapper json;

  ProviderAnswer(String provider, Reply reply, ObjectMapper json) {
    this.provider = provider;
    this.status = reply.status();
    this.type = reply.type();
    this.body = reply.body().filter(text -> !text.isBlank());
    this.json = json;
  }

  /** The provider's name for people. */
  String provider() {
    return provider;
  }

  /** HTTP status, 200 to 299 or 400 to 499. */
  public int status() {
    return status;
  }

  /**
   * The body as JSON. Fields that the type does not know are ignored.
   *
   * @throws ProviderException {@link Kind#INVALID_ANSWER} when there is no body or it is not JSON
   */
  public <T> T json(Class<T> as) {
    if (type.isPresent() && !isJson(type.get())) {
      throw senseless(status < 400 ? "not_json" : "http_" + status);
    }
    var text = body.orElseThrow(() -> senseless("empty"));
    try {
      return Optional.ofNullable(json.readValue(text, as)).orElseThrow(() -> senseless("not_json"));
    } catch (JsonProcessingException notJson) {
      // Not kept as a cause: its message quotes the body, which may hold a token.
      throw senseless("not_json");
    }
  }

  /** The failure for an answer that makes no sense. */
  public ProviderException senseless(String reason) {
    return new ProviderException(
        Kind.INVALID_ANSWER, reason, provider + " gave an answer that makes no sense.");
  }

  /** Without the body: this text may end in a log. */
  @Override
  public String toString() {
    return "ProviderAnswer[" + provider + " " + status + "]";
  }

  private static boolean isJson(String type) {
    return USUAL.contains(type) || hasJsonSubtype(type);
  }

  private static boolean hasJsonSubtype(String type) {
    try {
      var subtype = MediaType.valueOf(type).getSubtype().toLowerCase(Locale.ROOT);
      return subtype.equals("json") || subtype.endsWith("+json");
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}
