package dev.chatconnect.async;

import java.time.Duration;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import org.jspecify.annotations.Nullable;

/**
 * Waits for work no longer than it may take, by a timer of the event loop that it was begun on:
 * nearly every timer is cancelled, which costs little there, and no other thread is woken.
 */
final class TimeLimit<T> {

  private final Context context;
  private final UniEmitter<? super T> end;
  private boolean ended;
  private @Nullable Cancellable work;

  TimeLimit(Context context, UniEmitter<? super T> end) {
    this.context = context;
    this.end = end;
  }

  /** Begins the work; its outcome or the failure, whichever is first, is told on the context. */
  void of(Uni<T> limited, Duration most, Supplier<? extends Throwable> failure) {
    var vertx = context.owner();
    var timer = vertx.setTimer(Math.max(1, most.toMillis()), late -> end.fail(failure.get()));
    end.onTermination(
        () -> {
          vertx.cancelTimer(timer);
          end();
        });
    begun(
        limited
            .subscribe()
            .with(
                item -> CallerContext.run(context, () -> end.complete(item)),
                failed -> CallerContext.run(context, () -> end.fail(failed))));
  }

  private synchronized void begun(Cancellable begun) {
    work = begun;
    if (ended) {
      begun.cancel();
    }
  }

  /** Work that has ended takes no notice of it. */
  private synchronized void end() {
    ended = true;
    if (work != null) {
      work.cancel();
    }
  }
}
