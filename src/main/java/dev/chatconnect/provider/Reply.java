package dev.chatconnect.provider;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import jakarta.ws.rs.core.HttpHeaders;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * What came back from a host, whatever its status.
 *
 * @param type the header {@code Content-Type}
 * @param retryAfter the header {@code Retry-After}
 * @param body as text
 */
record Reply(
    int status, Optional<String> type, Optional<String> retryAfter, Optional<String> body) {

  static Reply of(HttpClientResponse response, Buffer body) {
    return new Reply(
        response.statusCode(),
        Optional.ofNullable(response.getHeader(HttpHeaders.CONTENT_TYPE)),
        Optional.ofNullable(response.getHeader(HttpHeaders.RETRY_AFTER)),
        Optional.of(body.toString(StandardCharsets.UTF_8)));
  }

  static Reply of(RestResponse<String> response) {
    return new Reply(
        response.getStatus(),
        Optional.ofNullable(response.getHeaderString(HttpHeaders.CONTENT_TYPE)),
        Optional.ofNullable(response.getHeaderString(HttpHeaders.RETRY_AFTER)),
        text(response));
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

  /** Without header and body: this text may end in a log. */
  @Override
  public String toString() {
    return "Reply[" + status + "]";
  }
}
