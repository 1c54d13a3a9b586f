package dev.chatconnect.connect;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import dev.chatconnect.metrics.Metrics;
import dev.chatconnect.web.ErrorCode;
import io.micrometer.core.instrument.Tags;
import io.smallrye.mutiny.Uni;

/**
 * How many callbacks one process works on at a time. The route is public and may wait for a
 * provider, so what comes in has to be bounded; by process rather than by address, since behind a
 * proxy all addresses may be one.
 */
@Singleton
class CallbackGate {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final LoadSettings settings;
  private final JourneyMeters meters;
  private final AtomicInteger inside = new AtomicInteger();

  CallbackGate(LoadSettings settings, JourneyMeters meters, Metrics metrics) {
    this.settings = settings;
    this.meters = meters;
    metrics.gauge(
        "chat.connect.callbacks.underway",
        "Callbacks that this process works on",
        Tags.empty(),
        inside::get);
  }

  /** Does the work, or answers 503 without beginning it: what the browser holds stays good. */
  <T> Uni<T> pass(Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              if (inside.incrementAndGet() > settings.maxConcurrentCallbacks()) {
                inside.decrementAndGet();
                meters.shed(ErrorCode.CALLBACKS_TOO_MANY);
                return Uni.createFrom()
                    .failure(ErrorCode.CALLBACKS_TOO_MANY.with().retryAfter(RETRY_AFTER));
              }
              return Uni.createFrom()
                  .deferred(() -> work.get())
                  .onTermination()
                  .invoke(inside::decrementAndGet);
            });
  }
}
