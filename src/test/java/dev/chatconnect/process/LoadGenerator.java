package dev.chatconnect.process;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

/** Sends one request over and over, on many connections, and tells what came back. */
final class LoadGenerator implements AutoCloseable {

  private static final long PATIENCE_MILLIS = 30_000;

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
  private final HttpClient client;
  private final RequestOptions request;
  private final Buffer body;

  /**
   * What came back.
   *
   * @param served answers below 300
   * @param shed answers 503 and 429 that say when to come back
   * @param unexpected everything else, by status or exception
   * @param p99 time that 99 of 100 served requests took at most
   */
  record Outcome(
      int served, int shed, Map<String, Integer> unexpected, Duration p99, Duration took) {

    /** Served in a second. */
    double rate() {
      return served * 1e9 / took.toNanos();
    }

    @Override
    public String toString() {
      return "%d served (%.0f/s, p99 %d ms), %d shed, unexpected %s, in %.1f s"
          .formatted(served, rate(), p99.toMillis(), shed, unexpected, took.toMillis() / 1000.0);
    }
  }

  /**
   * @param connections at most
   * @param body nothing to send when empty
   */
  LoadGenerator(
      ServiceProcess service, int connections, HttpMethod method, String path, String body) {
    client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout((int) PATIENCE_MILLIS),
            new PoolOptions().setHttp1MaxSize(connections));
    request =
        new RequestOptions()
            .setAbsoluteURI(service.url() + path)
            .setMethod(method)
            .setTimeout(PATIENCE_MILLIS)
            .putHeader("Authorization", "ApiKey " + Deployment.API_KEY)
            .putHeader("Content-Type", "application/json");
    this.body = Buffer.buffer(body.replace('\'', '"'));
  }

  /** So many callers, each of whom asks again as soon as there is an answer. */
  Outcome closed(int callers, Duration time) {
    var count = new Count();
    for (var i = 0; i < callers; i++) {
      vertx.runOnContext(ignored -> askAgain(count, count.begin + time.toNanos()));
    }
    return count.outcome(time);
  }

  /** So many requests a second, however long the answers take. */
  Outcome open(int perSecond, Duration time) {
    var count = new Count();
    var end = count.begin + time.toNanos();
    count.open.incrementAndGet();
    vertx.setPeriodic(
        5,
        timer -> {
          var now = System.nanoTime();
          var due = (now - count.begin) / 1e9 * perSecond;
          if (now >= end) {
            vertx.cancelTimer(timer);
            count.open.decrementAndGet();
            return;
          }
          while (count.sent < due) {
            ask(count, () -> {});
          }
        });
    return count.outcome(time);
  }

  @Override
  public void close() {
    client.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void askAgain(Count count, long end) {
    if (System.nanoTime() < end) {
      ask(count, () -> askAgain(count, end));
    }
  }

  private void ask(Count count, Runnable next) {
    var sent = System.nanoTime();
    count.sent++;
    count.open.incrementAndGet();
    client
        .request(request)
        .compose(asked -> asked.send(body))
        .compose(answer -> answer.body().map(ignored -> answer))
        .onComplete(
            result -> {
              if (result.succeeded()) {
                count.answered(result.result(), System.nanoTime() - sent);
              } else {
                count.unexpected(result.cause().getClass().getSimpleName());
              }
              next.run();
              count.open.decrementAndGet();
            });
  }

  /** Of one run; {@code sent} is only touched by the event loop. */
  private static final class Count {
    private final long begin = System.nanoTime();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger shed = new AtomicInteger();
    private final Map<String, Integer> unexpected = new ConcurrentHashMap<>();
    private final Queue<Long> served = new ConcurrentLinkedQueue<>();
    private volatile long last = begin;
    private long sent;

    void answered(HttpClientResponse answer, long nanos) {
      last = System.nanoTime();
      var status = answer.statusCode();
      if (status < 300) {
        served.add(nanos);
      } else if ((status == 503 || status == 429) && answer.getHeader("Retry-After") != null) {
        shed.incrementAndGet();
      } else {
        unexpected(Integer.toString(status));
      }
    }

    void unexpected(String what) {
      unexpected.merge(what, 1, Integer::sum);
    }

    Outcome outcome(Duration time) {
      var limit = begin + time.toNanos() + TimeUnit.MILLISECONDS.toNanos(2 * PATIENCE_MILLIS);
      while ((System.nanoTime() < begin + time.toNanos() || open.get() > 0)
          && System.nanoTime() < limit) {
        pause();
      }
      var times = served.stream().sorted().toList();
      var p99 = times.isEmpty() ? 0L : times.get((int) Math.ceil(times.size() * 0.99) - 1);
      return new Outcome(
          times.size(),
          shed.get(),
          Map.copyOf(unexpected),
          Duration.ofNanos(p99),
          Duration.ofNanos(Math.max(last - begin, 1)));
    }

    private static void pause() {
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
