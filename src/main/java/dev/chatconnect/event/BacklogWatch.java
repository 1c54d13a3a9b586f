package dev.chatconnect.event;

import java.time.Clock;

import jakarta.inject.Singleton;

import dev.chatconnect.metrics.Metrics;
import dev.chatconnect.metrics.Watched;
import dev.chatconnect.redis.StreamQueue;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;

/** Shows how many events wait for each webhook's receiver. */
@Singleton
class BacklogWatch {

  private final Watched<Webhook> backlogs;

  BacklogWatch(Webhooks webhooks, StreamQueue queues, Metrics metrics, Clock clock) {
    var since = clock.instant();
    backlogs =
        new Watched<>(webhooks.all(), webhook -> queues.backlog(Deliveries.queue(webhook, since)));
    webhooks
        .all()
        .forEach(
            webhook ->
                metrics.gauge(
                    "chat.connect.webhook.backlog",
                    "Events that a webhook has not delivered yet, on all replicas together",
                    Tags.of("environment", webhook.environmentId(), "webhook", webhook.name()),
                    backlogs.of(webhook)));
  }

  /** One look; never fails. */
  @Scheduled(
      identity = "webhook-backlog",
      every = "${chat-connect.metrics.look-every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> look() {
    return backlogs.look();
  }
}
