package dev.chatconnect.provider;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;

/**
 * Ends an exchange whose answer is longer than {@link #BYTES}, before it is held in memory: at once
 * where the length is declared, else when that many bytes came.
 */
final class ResponseCap implements Consumer<HttpClientRequest> {

  static final long BYTES = 1024 * 1024;

  /** CANCEL of RFC 9113 §7; over HTTP/1.1 the connection is closed instead. */
  static final long CANCEL = 0x8;

  @Override
  public void accept(HttpClientRequest request) {
    request
        .response()
        .onSuccess(
            response -> {
              // What is declared too long ends with its first byte.
              var received = new AtomicLong(declaredLength(response) > BYTES ? BYTES : 0);
              response.handler(
                  chunk -> {
                    if (received.addAndGet(chunk.length()) > BYTES) {
                      end(request);
                    }
                  });
            });
  }

  private static void end(HttpClientRequest request) {
    request.reset(CANCEL, new OversizedAnswerException());
  }

  static long declaredLength(HttpClientResponse response) {
    var length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException notALength) {
      return Long.MAX_VALUE;
    }
  }

  /** The answer is longer than allowed. */
  static final class OversizedAnswerException extends RuntimeException {

    OversizedAnswerException() {
      super("The answer is longer than " + BYTES + " bytes", null, false, false);
    }
  }
}
