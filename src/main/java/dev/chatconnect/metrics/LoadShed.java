package dev.chatconnect.metrics;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;

/** Work that is refused because there is too much of it, counted by its reason. */
@Singleton
public class LoadShed {

  private final Family<Counter> refusals;

  public LoadShed(Metrics metrics) {
    refusals =
        metrics.counters(
            "chat.connect.load.shed",
            "Work that was refused because there was too much of it",
            "reason");
  }

  /** What counts refusals for a reason; from the first call on it shows, as zero. */
  public Counter because(String reason) {
    return refusals.with(reason);
  }
}
