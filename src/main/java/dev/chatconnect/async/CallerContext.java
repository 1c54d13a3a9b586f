package dev.chatconnect.async;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Brings work back to the Vert.x context of whoever asked for it. A request's scope, identity, id
 * and span belong to its context; timers end on threads that have none, and work that several
 * requests wait for ends on the context of one of them.
 */
public final class CallerContext {

  private CallerContext() {}

  /** Runs what it is given on the present context, or where it is when there is none. */
  public static Executor current() {
    var context = Vertx.currentContext();
    return context == null ? Runnable::run : task -> run(context, task);
  }

  /** The same work, whose outcome is told on the context that it was subscribed on. */
  public static <T> Uni<T> back(Uni<T> work) {
    return Uni.createFrom().deferred(() -> work.emitOn(current()));
  }

  /** Ends after a time; whole milliseconds, at least one. */
  public static Uni<Void> pause(Duration time) {
    return back(Uni.createFrom().voidItem().onItem().delayIt().by(time));
  }

  /** The same work, which is cancelled and fails when it takes longer than this. */
  public static <T> Uni<T> limited(
      Uni<T> work, Duration most, Supplier<? extends Throwable> failure) {
    return Uni.createFrom()
        .deferred(
            () -> {
              var context = Vertx.currentContext();
              return context == null
                  ? work.ifNoItem().after(most).failWith(failure)
                  : Uni.createFrom()
                      .emitter(end -> new TimeLimit<T>(context, end).of(work, most, failure));
            });
  }

  /**
   * The same work, done again after failures that may pass, with pauses that grow; each time on the
   * context that it was subscribed on.
   */
  public static <T> Uni<T> retried(
      Uni<T> work, Predicate<Throwable> mayPass, Duration pause, Duration longest, int most) {
    return Uni.createFrom()
        .deferred(
            () ->
                back(
                    work.runSubscriptionOn(current())
                        .onFailure(mayPass)
                        .retry()
                        .withBackOff(pause, longest)
                        .atMost(most)));
  }

  /**
   * Some work, and at a steady pace a step beside it, one at a time, until the work has ended in
   * whatever way. A step that fails changes nothing.
   */
  public static <T> Uni<T> every(Duration pace, Supplier<Uni<Void>> step, Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              var caller = current();
              var steps =
                  Multi.createFrom()
                      .ticks()
                      .startingAfter(pace)
                      .every(pace)
                      .onOverflow()
                      .drop()
                      .onItem()
                      .transformToUniAndConcatenate(
                          tick ->
                              Uni.createFrom()
                                  .<Void>deferred(step::get)
                                  .runSubscriptionOn(caller)
                                  .onFailure()
                                  .recoverWithNull())
                      .subscribe()
                      .with(ignored -> {});
              return Uni.createFrom().<T>deferred(work::get).onTermination().invoke(steps::cancel);
            });
  }

  /** The same work, done once for all who ever wait for it. */
  public static <T> Uni<T> shared(Uni<T> work) {
    return back(work.memoize().indefinitely());
  }

  static void run(Context context, Runnable task) {
    if (Vertx.currentContext() == context) {
      task.run();
    } else {
      context.runOnContext(ignored -> task.run());
    }
  }
}
