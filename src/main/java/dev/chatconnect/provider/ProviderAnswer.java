package dev.chatconnect.provider;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatconnect.provider.ProviderException.Kind;
import org.jboss.resteasy.reactive.RestResponse;

/** What a provider answered: a success or a 4xx that its caller knows to read. */
public final class ProviderAnswer {

  private final String provider;
  private final int status;
  private final Optional<MediaType> type;
  private final Optional<String> body;
  private final ObjectMapper json;

  ProviderAnswer(String provider, RestResponse<String> response, ObjectMapper json) {
    this.provider = provider;
    this.status = response.getStatus();
    this.type = mediaType(response);
    this.body = text(response).filter(text -> !text.isBlank());
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

  /** The client makes a text of successes only; the bodies of others it leaves as bytes. */
  private static Optional<String> text(RestResponse<?> response) {
    if (!(response.getEntity() instanceof InputStream buffered)) {
      return Optional.ofNullable(response.getEntity()).map(Object::toString);
    }
    // In memory since before the answer was handed over: this does not wait.
    try (buffered) {
      return Optional.of(new String(buffered.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }

  private static boolean isJson(MediaType type) {
    var subtype = type.getSubtype().toLowerCase(Locale.ROOT);
    return subtype.equals("json") || subtype.endsWith("+json");
  }

  private static Optional<MediaType> mediaType(RestResponse<String> response) {
    return Optional.ofNullable(response.getHeaderString(HttpHeaders.CONTENT_TYPE))
        .map(
            text -> {
              try {
                return MediaType.valueOf(text);
              } catch (IllegalArgumentException malformed) {
                return MediaType.WILDCARD_TYPE;
              }
            });
  }
}
