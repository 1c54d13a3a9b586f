package dev.chatconnect.keyring;

import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Singleton;

import dev.chatconnect.metrics.Family;
import dev.chatconnect.metrics.Metrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.Startup;

/** What this replica does of rewraps; shows zeros from the start. */
@Singleton
@Startup
class RewrapMeters {

  private static final String REWRAPPED = "rewrapped";
  private static final String UNREADABLE = "unreadable";
  private static final String UNCHANGED = "unchanged";

  private final Family<Counter> records;
  private final AtomicInteger running = new AtomicInteger();

  RewrapMeters(Metrics metrics) {
    records =
        metrics.counters(
            "chat.connect.rewrap.records", "Records that a rewrap went through", "outcome");
    for (var outcome : new String[] {REWRAPPED, UNREADABLE, UNCHANGED}) {
      records.with(outcome);
    }
    metrics.gauge(
        "chat.connect.rewraps.running",
        "Rewraps that this replica is at",
        Tags.empty(),
        running::get);
  }

  void began() {
    running.incrementAndGet();
  }

  void ended() {
    running.decrementAndGet();
  }

  void rewrapped(RewrapPage page) {
    records.with(REWRAPPED).increment((double) page.rewrapped());
    records.with(UNREADABLE).increment((double) page.failed());
    records
        .with(UNCHANGED)
        .increment((double) (page.examined() - page.rewrapped() - page.failed()));
  }
}
