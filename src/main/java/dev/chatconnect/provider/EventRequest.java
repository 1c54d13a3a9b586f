package dev.chatconnect.provider;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.ObjectMapper;

/** A request in which a provider tells something; whether it is genuine is to be found out. */
public final class EventRequest {

  private final Map<String, String> headers;
  private final byte[] body;
  private final ObjectMapper json;

  /**
   * @param headers by name; of a repeated one the first value counts, as with most servers
   * @param body byte for byte as it was sent, since that is what gets signed
   * @param json reads the body
   */
  public EventRequest(Map<String, List<String>> headers, byte[] body, ObjectMapper json) {
    this.headers =
        headers.entrySet().stream()
            .filter(header -> !header.getValue().isEmpty())
            .collect(
                Collectors.toUnmodifiableMap(
                    header -> header.getKey().toLowerCase(Locale.ROOT),
                    header -> header.getValue().get(0),
                    (first, second) -> first));
    this.body = body.clone();
    this.json = json;
  }

  /** The value of a header, whose name is given in lower case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** Length of the body. */
  public int size() {
    return body.length;
  }

  /** The body, which callers must not change. */
  byte[] body() {
    return body;
  }

  /**
   * The body as JSON; empty when it is no JSON of this type. To be asked for once it is genuine.
   */
  public <T> Optional<T> json(Class<T> type) {
    try {
      return Optional.ofNullable(json.readValue(body, type));
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  /** Without headers and body: this text may end in a log. */
  @Override
  public String toString() {
    return "EventRequest[" + body.length + " bytes]";
  }
}
