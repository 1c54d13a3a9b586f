package dev.chatconnect.redis;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

/** A command whose answer is waited for. */
final class Waiter {

  final Request request;
  final Context context;
  private final long endNanos;
  final Promise<Response> answer = Promise.promise();

  Waiter(Request request, Context context, long endNanos) {
    this.request = request;
    this.context = context;
    this.endNanos = endNanos;
  }

  boolean isWaiting() {
    return !answer.future().isComplete();
  }

  boolean isOver(long now) {
    return !isWaiting() || now - endNanos > 0;
  }

  void settle(AsyncResult<Response> result) {
    if (result.succeeded()) {
      answer.tryComplete(result.result());
    } else {
      answer.tryFail(result.cause());
    }
  }

  void fail(Throwable cause) {
    context.runOnContext(ignored -> answer.tryFail(cause));
  }
}
