package dev.chatconnect.metrics;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * Makes the service's own meters. Names have the form {@code chat.connect.things.happened}, which
 * Prometheus shows as {@code chat_connect_things_happened_total}; all are listed in {@code
 * docs/observability.md}.
 */
@Singleton
public class Metrics {

  /** Below this time an operation inside the data centre is fast; the rest finds what is slow. */
  private static final Duration[] OPERATION =
      millis(1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2000);

  /** Calls over the internet, up to the longest that is waited for. */
  private static final Duration[] CALL = millis(50, 100, 200, 400, 800, 1500, 3000, 5000, 10_000);

  /** What people do in a browser, up to the longest life of a state. */
  private static final Duration[] JOURNEY =
      millis(2000, 5000, 10_000, 20_000, 40_000, 60_000, 120_000, 300_000, 600_000);

  private final MeterRegistry registry;

  public Metrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * How long something takes, which decides the buckets of its histogram.
   *
   * @see Metrics#timers
   */
  public enum Scale {
    /** An operation inside the data centre: 1 ms to 2 s. */
    OPERATION,
    /** A call over the internet: 50 ms to 10 s. */
    CALL,
    /** A person's way through a provider's pages: 2 s to 10 min. */
    JOURNEY
  }

  /**
   * Counters of one name.
   *
   * @param labels names of the labels, each with a bounded set of values
   */
  public Family<Counter> counters(String name, String description, String... labels) {
    return new Family<>(
        labels,
        tags -> Counter.builder(name).description(description).tags(tags).register(registry));
  }

  /** Timers of one name, with a histogram. */
  public Family<Timer> timers(String name, String description, Scale scale, String... labels) {
    return new Family<>(
        labels,
        tags ->
            Timer.builder(name)
                .description(description)
                .tags(tags)
                .serviceLevelObjectives(buckets(scale))
                .register(registry));
  }

  /** A number that is read whenever somebody asks; {@code NaN} while it is not known. */
  public void gauge(String name, String description, Tags labels, Supplier<Number> value) {
    Gauge.builder(name, value)
        .description(description)
        .tags(labels)
        .strongReference(true)
        .register(registry);
  }

  private static Duration[] buckets(Scale scale) {
    return switch (scale) {
      case OPERATION -> OPERATION;
      case CALL -> CALL;
      case JOURNEY -> JOURNEY;
    };
  }

  private static Duration[] millis(long... all) {
    return Arrays.stream(all).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }
}
