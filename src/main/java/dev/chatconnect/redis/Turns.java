package dev.chatconnect.redis;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
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

  /** Begins an operation when it is its turn, on the context of the caller. */
  <T> Future<T> take(Supplier<Future<T>> operation) {
    return turn(promise()).compose(ignored -> operation.get()).onComplete(ended -> next());
  }

  /** Without a context of its own it would be kept on that of whoever hands the turn on. */
  private static Promise<Void> promise() {
    return Vertx.currentContext() instanceof ContextInternal context
        ? context.promise()
        : Promise.promise();
  }

  private Future<Void> turn(Promise<Void> mine) {
    synchronized (this) {
      if (running >= most) {
        waiting.add(mine);
        return mine.future();
      }
      running++;
    }
    mine.complete();
    return mine.future();
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
