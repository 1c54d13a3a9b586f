package dev.chatconnect.event;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import dev.chatconnect.crypto.RandomIds;
import dev.chatconnect.provider.OutboundSettings;
import dev.chatconnect.provider.ProviderClients;
import dev.chatconnect.redis.RecordJson;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.redis.StreamQueue;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.NonBlocking;

/** Delivers all webhooks of this replica, from the start to the end of the service. */
@Singleton
class Deliveries {

  /** Beyond the longest call: settling takes a moment too. */
  private static final Duration SETTLING = Duration.ofSeconds(5);

  /**
   * A new webhook hears of everything since the service started. A minute more makes up for clocks
   * that differ.
   */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private static final long SHUTDOWN_STEP_MILLIS = 50;

  private final List<DeliveryLoop> loops;
  private final Duration longestCall;

  Deliveries(
      Webhooks webhooks,
      StreamQueue queues,
      ProviderClients clients,
      OutboundSettings outbound,
      DeliverySettings settings,
      SecureRandom random,
      RandomIds ids,
      DeliveryLog log,
      RecordJson json,
      Clock clock) {
    longestCall = outbound.callTimeout().plus(SETTLING);
    var limits =
        new DeliveryLoop.Limits(ids.name(12), settings.concurrency(), longestCall.multipliedBy(2));
    var schedule = new RetrySchedule(settings.retryDelays(), random);
    var since = clock.instant().minus(CLOCK_SKEW);
    loops =
        webhooks.all().stream()
            .map(
                webhook ->
                    new DeliveryLoop(
                        webhook,
                        queue(webhook, since),
                        queues,
                        new WebhookSender(webhook, clients, clock),
                        schedule,
                        log,
                        json,
                        clock,
                        limits))
            .toList();
  }

  /** The queue of a webhook. */
  static StreamQueue.Queue queue(Webhook webhook, Instant since) {
    return new StreamQueue.Queue(
        new RedisKeys(webhook.environmentId()), webhook.name(), webhook.types(), since);
  }

  /** Looks for what is due. */
  @Scheduled(identity = "webhook-delivery", every = "${chat-connect.webhooks.poll-every}")
  @NonBlocking
  void look() {
    loops.forEach(DeliveryLoop::pump);
  }

  /**
   * Lets what is under way come to its end, on the thread that shuts the service down. What does
   * not is delivered again by another replica, or after the start.
   */
  void stop(@Observes ShutdownEvent event) {
    loops.forEach(DeliveryLoop::stop);
    var steps = longestCall.toMillis() / SHUTDOWN_STEP_MILLIS;
    try {
      while (underWay() > 0 && steps-- > 0) {
        Thread.sleep(SHUTDOWN_STEP_MILLIS);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    if (underWay() > 0) {
      Log.warnf("event=webhooks_left_under_way count=%d", underWay());
    }
  }

  private int underWay() {
    return loops.stream().mapToInt(DeliveryLoop::underWay).sum();
  }
}
