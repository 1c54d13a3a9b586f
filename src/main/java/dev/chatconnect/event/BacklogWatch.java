package dev.chatconnect.event;

import java.time.Clock;

import jakarta.inject.Singleton;

import dev.chatconnect.metrics.Watches;
import dev.chatconnect.redis.StreamQueue;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.Startup;

/** Shows how many events wait for each webhook's receiver. */
@Singleton
@Startup
class BacklogWatch {

  BacklogWatch(Webhooks webhooks, StreamQueue queues, Watches watches, Clock clock) {
    for (var webhook : webhooks.all()) {
      var queue = Deliveries.queue(webhook, clock.instant());
      watches.add(
          "chat.connect.webhook.backlog",
          "Events that a webhook has not delivered yet, on all replicas together",
          Tags.of("environment", webhook.environmentId(), "webhook", webhook.name()),
          () -> queues.backlog(queue));
    }
  }
}
