package dev.chatconnect.redis;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many operations run at a time; others wait for their turn, in the order in which they
 * came. What to do with one that waits too long is for the caller to say.
 */
final class Turns {

  private final int most;
  private final Queue<Promise<Void>> waiting = new ArrayDeque<>();
  private int running;

  /**
   * @param most operations at a time, at least 1
   */
  Turns(int most) {
    this.most = most;
  }

  /** Begins an operation when it is its turn. */
  <T> Future<T> take(Supplier<Future<T>> operation) {
    return turn().compose(ignored -> operation.get()).onComplete(ended -> next());
  }

  private synchronized Future<Void> turn() {
    if (running < most) {
      running++;
      return Future.succeededFuture();
    }
    var promise = Promise.<Void>promise();
    waiting.add(promise);
    return promise.future();
  }

  /** Hands the turn on; outside of the lock, since the next begins at once. */
  private void next() {
    var next = handOver();
    if (next != null) {
      next.complete();
    }
  }

  private synchronized @Nullable Promise<Void> handOver() {
    var next = waiting.poll();
    if (next == null) {
      running--;
    }
    return next;
  }
}
