package dev.chatconnect.redis;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;

/**
 * A connection that many commands share: they go out back to back, each without waiting for the
 * answers of those before it. It is opened when it is needed, and given up when it ends, or when an
 * answer does not come in time. While nobody needs it, it is kept from falling silent, since silent
 * connections are closed ({@link ConnectionLimits}) and whatever is sent in that moment fails.
 *
 * <p>Belongs to one event loop and is used there only.
 */
final class SharedConnection {

  private static final long LOOK_EVERY_MILLIS = 100;

  /** Well below the time after which a silent connection is closed. */
  private static final long BEAT_EVERY_MILLIS = 400;

  /** As many as the client takes for one connection. */
  private static final int MOST_WAITERS = 2048;

  private final Vertx vertx;
  private final Supplier<Future<RedisConnection>> opener;
  private final long patienceNanos;

  /** In the order of their commands, which is that of their answers. */
  private final Queue<Waiter> waiters = new ArrayDeque<>();

  private final List<Waiter> unsent = new ArrayList<>();
  private @Nullable Line line;
  private boolean opening;
  private boolean watching;
  private boolean beating;
  private boolean used;

  SharedConnection(Vertx vertx, Supplier<Future<RedisConnection>> opener, Duration patience) {
    this.vertx = vertx;
    this.opener = opener;
    this.patienceNanos = patience.toNanos();
  }

  /**
   * Sends a command.
   *
   * @param context of the caller, where it gets the answer
   * @return the answer, or a {@link TimeoutException}
   */
  Future<Response> send(Request request, Context context) {
    if (waiters.size() == MOST_WAITERS) {
      return Future.failedFuture("too many commands wait for their answers");
    }
    var waiter = new Waiter(request, context, System.nanoTime() + patienceNanos);
    waiters.add(waiter);
    used = true;
    watch();
    if (line != null) {
      line.send(waiter);
    } else {
      unsent.add(waiter);
      open();
    }
    return waiter.answer.future();
  }

  private void open() {
    if (opening) {
      return;
    }
    opening = true;
    opener.get().onComplete(this::opened);
  }

  private void opened(AsyncResult<RedisConnection> result) {
    opening = false;
    var waiting = List.copyOf(unsent);
    unsent.clear();
    if (result.failed()) {
      waiting.forEach(waiter -> waiter.fail(result.cause()));
      return;
    }
    var opened = new Line(result.result());
    line = opened;
    beat();
    // Each on its own context, since what it answers belongs to its caller.
    waiting.forEach(waiter -> waiter.context.runOnContext(ignored -> opened.send(waiter)));
  }

  /** Asks for a sign of life whenever nothing was sent for a while, as long as there is a line. */
  private void beat() {
    if (beating) {
      return;
    }
    beating = true;
    // Not the context of the request that opened the line, which would never be let go.
    var loop = ((ContextInternal) vertx.getOrCreateContext()).unwrap();
    loop.setTimer(
        BEAT_EVERY_MILLIS,
        ignored -> {
          beating = false;
          if (line == null) {
            return;
          }
          if (!used) {
            send(Request.cmd(Command.PING), loop);
          }
          used = false;
          beat();
        });
  }

  /** Looks for overdue answers, by one timer for all. */
  private void watch() {
    if (!watching) {
      watching = true;
      vertx.setTimer(LOOK_EVERY_MILLIS, ignored -> look());
    }
  }

  private void look() {
    watching = false;
    var now = System.nanoTime();
    for (var next = waiters.peek(); next != null && next.isOver(now); next = waiters.peek()) {
      waiters.remove();
      if (next.isWaiting()) {
        unsent.remove(next);
        next.fail(new TimeoutException());
        // What comes later must not queue up behind an answer that may never come.
        retire();
      }
    }
    if (!waiters.isEmpty()) {
      watch();
    }
  }

  private void retire() {
    if (line != null) {
      line.retire();
      line = null;
    }
  }

  /** An open connection with the number of answers that it owes. */
  private final class Line {

    private final RedisConnection connection;
    private int owed;
    private boolean retired;
    private boolean demoted;
    private boolean givenBack;

    Line(RedisConnection connection) {
      this.connection = connection;
      // It may have been opened for another event loop, which is where its end is told.
      var home = vertx.getOrCreateContext();
      connection.endHandler(ignored -> home.runOnContext(told -> end()));
      connection.exceptionHandler(ignored -> home.runOnContext(told -> end()));
    }

    void send(Waiter waiter) {
      owed++;
      connection
          .send(waiter.request)
          .onComplete(
              answer -> {
                try {
                  waiter.settle(answer);
                } finally {
                  forgetSettled();
                  if (answer.failed()) {
                    distrust(answer.cause());
                  }
                  answered();
                }
              });
    }

    /**
     * The end of a connection is not told to whoever got it when it was over, and all that is sent
     * fails. Redis' own errors are rare, and cost a way through the pool.
     */
    private void distrust(Throwable failure) {
      demoted |= Demoted.tells(failure);
      if (line == this) {
        line = null;
      }
      retired = true;
    }

    private void answered() {
      owed--;
      if (retired && owed == 0) {
        if (demoted) {
          Demoted.end(connection);
        } else {
          giveBack();
        }
      }
    }

    void retire() {
      retired = true;
    }

    /** The pool has taken it out by itself, and counts it as in use until it is given back. */
    private void end() {
      if (line == this) {
        line = null;
      }
      giveBack();
    }

    private void giveBack() {
      if (!givenBack) {
        givenBack = true;
        connection.close();
      }
    }
  }

  private void forgetSettled() {
    for (var next = waiters.peek(); next != null && !next.isWaiting(); next = waiters.peek()) {
      waiters.remove();
    }
  }
}
