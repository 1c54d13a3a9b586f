package dev.chatconnect.connect;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.metrics.Metrics;
import dev.chatconnect.metrics.Watched;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;

/** Shows how many journeys each environment has under way, as Redis counts them. */
@Singleton
class PendingWatch {

  private final Watched<Environment> pending;

  PendingWatch(Environments environments, PendingJourneys journeys, Metrics metrics) {
    pending = new Watched<>(environments.all(), environment -> journeys.count(environment.id()));
    environments
        .all()
        .forEach(
            environment ->
                metrics.gauge(
                    "chat.connect.journeys.pending",
                    "Journeys under way, on all replicas together",
                    Tags.of("environment", environment.id()),
                    pending.of(environment)));
  }

  /** One look; never fails. */
  @Scheduled(
      identity = "pending-journeys",
      every = "${chat-connect.metrics.look-every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> look() {
    return pending.look();
  }
}
