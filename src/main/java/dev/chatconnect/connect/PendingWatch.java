package dev.chatconnect.connect;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environments;
import dev.chatconnect.metrics.Watches;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.Startup;

/** Shows how many journeys each environment has under way, as Redis counts them. */
@Singleton
@Startup
class PendingWatch {

  PendingWatch(Environments environments, PendingJourneys journeys, Watches watches) {
    for (var environment : environments.all()) {
      watches.add(
          "chat.connect.journeys.pending",
          "Journeys under way, on all replicas together",
          Tags.of("environment", environment.id()),
          () -> journeys.count(environment.id()));
    }
  }
}
