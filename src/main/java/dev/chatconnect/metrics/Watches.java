package dev.chatconnect.metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Gauges of numbers that have to be asked for, as they were at the last look: whoever reads metrics
 * must not wait for Redis.
 */
@Singleton
public class Watches {

  private static final String JOB = "metrics-look";
  private static final String OFF = "off";

  private final Metrics metrics;
  private final List<Watch> all = new CopyOnWriteArrayList<>();

  Watches(Metrics metrics, MetricsSettings settings, Scheduler scheduler) {
    this.metrics = metrics;
    // Commands run without a scheduler: nobody reads their numbers.
    if (scheduler.isStarted() && !settings.lookEvery().equals(OFF)) {
      scheduler
          .newJob(JOB)
          .setInterval(settings.lookEvery())
          .setConcurrentExecution(ConcurrentExecution.SKIP)
          .setAsyncTask(execution -> look())
          .schedule();
    }
  }

  /**
   * Shows a number: {@code NaN} before the first look and after one that failed.
   *
   * @param ask how it is had
   */
  public void add(
      String name, String description, Tags labels, Supplier<Uni<? extends Number>> ask) {
    var watch = new Watch(ask);
    all.add(watch);
    metrics.gauge(name, description, labels, () -> watch.latest);
  }

  /** Asks for all numbers, one after the other; never fails. */
  Uni<Void> look() {
    return Multi.createFrom()
        .iterable(all)
        .onItem()
        .transformToUniAndConcatenate(Watch::look)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static final class Watch {

    private final Supplier<Uni<? extends Number>> ask;
    private volatile double latest = Double.NaN;

    Watch(Supplier<Uni<? extends Number>> ask) {
      this.ask = ask;
    }

    Uni<Double> look() {
      return Uni.createFrom()
          .deferred(() -> ask.get().map(Number::doubleValue))
          .onFailure()
          .recoverWithItem(Double.NaN)
          .invoke(number -> latest = number);
    }
  }
}
