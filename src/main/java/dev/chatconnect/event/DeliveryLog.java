package dev.chatconnect.event;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.chatconnect.metrics.Family;
import dev.chatconnect.metrics.Metrics;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.redis.StreamEntry;
import dev.chatconnect.web.ApiException;
import io.micrometer.core.instrument.Counter;
import io.quarkus.logging.Log;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;

/** Tells operators and the audit log what comes of deliveries. */
@Singleton
class DeliveryLog {

  private static final String DELIVERED = "delivered";
  private static final String RETRIED = "retried";
  private static final String EXHAUSTED = "exhausted";
  private static final String DISABLED = "disabled";
  private static final String UNSETTLED = "unsettled";
  private static final String LOST = "lost";
  private static final List<String> OUTCOMES =
      List.of(DELIVERED, RETRIED, EXHAUSTED, DISABLED, UNSETTLED, LOST);

  private final EventLog events;
  private final Family<Counter> deliveries;

  DeliveryLog(EventLog events, Webhooks webhooks, Metrics metrics) {
    this.events = events;
    deliveries =
        metrics.counters(
            "chat.connect.webhook.deliveries",
            "Attempts to deliver webhooks, by what came of them",
            "environment",
            "webhook",
            "outcome");
    webhooks.all().forEach(webhook -> OUTCOMES.forEach(outcome -> counter(webhook, outcome)));
  }

  /**
   * A delivery that was given up, with all that is needed to repeat it by hand.
   *
   * @param eventId the {@code webhook-id}
   * @param eventData JSON of the event's data
   */
  @RegisterForReflection
  record Exhausted(
      String webhook,
      String eventId,
      String eventType,
      int attempts,
      String reason,
      @JsonRawValue String eventData) {}

  /** A webhook that its receiver does not want any more. */
  @RegisterForReflection
  record Disabled(String webhook, String reason) {}

  void delivered(Webhook webhook, StreamEntry entry, int attempt) {
    counter(webhook, DELIVERED).increment();
    Log.debugf(
        "event=webhook_delivered webhook=%s environment=%s id=%s attempt=%d",
        webhook.name(), webhook.environmentId(), id(entry), attempt);
  }

  void failed(
      Webhook webhook, StreamEntry entry, int attempt, String reason, Optional<Duration> retryIn) {
    counter(webhook, retryIn.isPresent() ? RETRIED : EXHAUSTED).increment();
    Log.warnf(
        "event=webhook_failed webhook=%s environment=%s id=%s attempt=%d reason=%s retry_in=%s",
        webhook.name(),
        webhook.environmentId(),
        id(entry),
        attempt,
        reason,
        retryIn.map(Duration::toString).orElse("never"));
  }

  void unsettled(Webhook webhook, StreamEntry entry, Throwable failure) {
    counter(webhook, UNSETTLED).increment();
    Log.warnf(
        "event=webhook_unsettled webhook=%s environment=%s id=%s cause=%s",
        webhook.name(), webhook.environmentId(), id(entry), failure.getClass().getSimpleName());
    Log.debugf(failure, "event=webhook_unsettled webhook=%s", webhook.name());
  }

  /** That Redis is away was logged by whoever asked it. */
  void notTaken(Webhook webhook, Throwable failure) {
    if (!(failure instanceof ApiException)) {
      Log.warnf(
          "event=webhook_not_taken webhook=%s environment=%s cause=%s",
          webhook.name(), webhook.environmentId(), failure.getClass().getSimpleName());
      Log.debugf(failure, "event=webhook_not_taken webhook=%s", webhook.name());
    }
  }

  void lost(Webhook webhook, String entryId) {
    counter(webhook, LOST).increment();
    Log.errorf(
        "event=webhook_lost webhook=%s environment=%s entry=%s reason=trimmed",
        webhook.name(), webhook.environmentId(), entryId);
  }

  /** The entry that takes the place of one that is given up. */
  Map<String, String> exhausted(Webhook webhook, StreamEntry entry, int attempts, String reason) {
    return events.fields(
        new Event(
            EventType.WEBHOOK_EXHAUSTED,
            entry.field(EventLog.CONNECTION),
            entry.field(EventLog.SUBSCRIBER),
            false,
            new Exhausted(
                webhook.name(),
                id(entry),
                entry.field(EventLog.TYPE).orElse(""),
                attempts,
                reason,
                entry.field(EventLog.DATA).orElse("{}"))));
  }

  Uni<Void> disabled(Webhook webhook) {
    counter(webhook, DISABLED).increment();
    Log.warnf(
        "event=webhook_disabled webhook=%s environment=%s reason=http_410",
        webhook.name(), webhook.environmentId());
    return events.record(
        new RedisKeys(webhook.environmentId()),
        Event.ofEnvironment(
            EventType.WEBHOOK_DISABLED, false, new Disabled(webhook.name(), "http_410")));
  }

  private Counter counter(Webhook webhook, String outcome) {
    return deliveries.with(webhook.environmentId(), webhook.name(), outcome);
  }

  /** The {@code webhook-id}. */
  static String id(StreamEntry entry) {
    return entry.field(EventLog.ID).orElse(entry.id());
  }
}
