package dev.chatconnect.provider;

import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import org.jspecify.annotations.Nullable;

/** One form that is sent once, and its answer of {@link ResponseCap#BYTES} at most. */
final class FormPost {

  private final UniEmitter<? super Reply> end;
  private final Buffer body = Buffer.buffer();
  private @Nullable HttpClientRequest request;
  private boolean over;

  FormPost(UniEmitter<? super Reply> end) {
    this.end = end;
    end.onTermination(this::giveUp);
  }

  void begin(Future<HttpClientRequest> connected, String form) {
    connected.onComplete(found -> send(found, form), this::fail);
  }

  private void send(HttpClientRequest found, String form) {
    synchronized (this) {
      request = found;
      if (over) {
        // Whoever waited for a connection is gone, and nobody would learn what became of a code.
        found.reset(ResponseCap.CANCEL);
        return;
      }
    }
    found.send(form).onComplete(this::read, this::fail);
  }

  private void read(HttpClientResponse response) {
    response.exceptionHandler(this::fail);
    if (ResponseCap.declaredLength(response) > ResponseCap.BYTES) {
      fail(new ResponseCap.OversizedAnswerException());
      return;
    }
    response
        .handler(
            chunk -> {
              if (body.length() + chunk.length() > ResponseCap.BYTES) {
                fail(new ResponseCap.OversizedAnswerException());
              } else {
                body.appendBuffer(chunk);
              }
            })
        .endHandler(
            done -> {
              if (isFirst()) {
                end.complete(Reply.of(response, body));
              }
            });
  }

  private void fail(Throwable failure) {
    var sent = request;
    if (isFirst()) {
      if (sent != null) {
        sent.reset(ResponseCap.CANCEL);
      }
      end.fail(failure);
    }
  }

  /** After the end it does nothing. */
  private void giveUp() {
    if (isFirst() && request != null) {
      request.reset(ResponseCap.CANCEL);
    }
  }

  private synchronized boolean isFirst() {
    var first = !over;
    over = true;
    return first;
  }
}
