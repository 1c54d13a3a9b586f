package dev.chatconnect.redis;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.inject.Singleton;

import dev.chatconnect.metrics.Family;
import dev.chatconnect.metrics.Metrics;
import dev.chatconnect.metrics.Metrics.Scale;
import dev.chatconnect.web.ApiException;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * How long operations of Redis take, the wait for a connection included, and what comes of them.
 */
@Singleton
class RedisMeters {

  private final Family<Timer> operations;

  RedisMeters(Metrics metrics) {
    operations =
        metrics.timers(
            "chat.connect.redis.operations",
            "Redis commands and scripts, the wait for a connection included",
            Scale.OPERATION,
            "operation",
            "outcome");
  }

  /**
   * Counts an operation that is over.
   *
   * @param name command or script
   * @param begun {@link System#nanoTime} of its begin
   * @param failure {@code null} when there was none
   */
  void record(String name, long begun, @Nullable Throwable failure) {
    operations.with(name, outcome(failure)).record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
  }

  private static String outcome(@Nullable Throwable failure) {
    if (failure == null) {
      return "success";
    }
    if (failure instanceof TimeoutException) {
      return "timeout";
    }
    return failure instanceof ApiException ? "unconfirmed" : "failure";
  }
}
