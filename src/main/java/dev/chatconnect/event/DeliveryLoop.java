package dev.chatconnect.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.chatconnect.redis.RecordJson;
import dev.chatconnect.redis.StreamQueue;
import dev.chatconnect.redis.StreamQueue.Item;
import dev.chatconnect.redis.StreamQueue.Queue;
import io.smallrye.mutiny.Uni;

/**
 * One replica's share of the deliveries of one webhook. It takes as much as it has room for, and
 * goes on taking while there is something; all it knows is in Redis.
 */
final class DeliveryLoop {

  /** A receiver that asks for patience gets this much from the loop, and more by the schedule. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Webhook webhook;
  private final Queue queue;
  private final StreamQueue queues;
  private final WebhookSender sender;
  private final RetrySchedule schedule;
  private final DeliveryLog log;
  private final RecordJson json;
  private final Clock clock;
  private final Limits limits;

  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicBoolean taking = new AtomicBoolean();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private volatile Instant pausedUntil = Instant.EPOCH;

  /**
   * How much a loop does at once.
   *
   * @param consumer name of this replica
   * @param concurrency deliveries at once
   * @param lease time for which an entry is this replica's; longer than a call takes
   */
  record Limits(String consumer, int concurrency, Duration lease) {}

  DeliveryLoop(
      Webhook webhook,
      Queue queue,
      StreamQueue queues,
      WebhookSender sender,
      RetrySchedule schedule,
      DeliveryLog log,
      RecordJson json,
      Clock clock,
      Limits limits) {
    this.webhook = webhook;
    this.queue = queue;
    this.queues = queues;
    this.sender = sender;
    this.schedule = schedule;
    this.log = log;
    this.json = json;
    this.clock = clock;
    this.limits = limits;
  }

  /** Starts as many deliveries as there is room for; returns at once. */
  void pump() {
    // Only whoever takes knows the room: what was seen before may have been given away since. And
    // whoever was turned away meanwhile may have made room, so it is looked at again.
    while (room() > 0 && taking.compareAndSet(false, true)) {
      var room = room();
      if (room > 0) {
        take(room);
        return;
      }
      taking.set(false);
    }
  }

  /** How many deliveries may begin now. */
  private int room() {
    return stopped.get() || clock.instant().isBefore(pausedUntil)
        ? 0
        : limits.concurrency() - underWay.get();
  }

  private void take(int room) {
    Uni.createFrom()
        .deferred(() -> queues.take(queue, limits.consumer(), room, limits.lease()))
        .subscribe()
        .with(
            batch -> {
              underWay.addAndGet(batch.items().size());
              taking.set(false);
              batch.lost().forEach(id -> log.lost(webhook, id));
              batch.items().forEach(this::start);
            },
            // The next look tries again.
            failure -> {
              taking.set(false);
              log.notTaken(webhook, failure);
            });
  }

  /** Takes nothing more. */
  void stop() {
    stopped.set(true);
  }

  /** Number of deliveries that are not settled yet. */
  int underWay() {
    return underWay.get();
  }

  /** Whether nothing is under way, nor about to be. */
  boolean isIdle() {
    return underWay.get() == 0 && !taking.get();
  }

  private void start(Item item) {
    Uni.createFrom()
        .deferred(() -> deliver(item))
        .subscribe()
        .with(
            settled -> {
              underWay.decrementAndGet();
              pump();
            },
            // Not settled: the entry is due again when its lease has ended.
            failure -> {
              underWay.decrementAndGet();
              log.unsettled(webhook, item.entry(), failure);
            });
  }

  private Uni<Void> deliver(Item item) {
    var entry = item.entry();
    return sender
        .send(DeliveryLog.id(entry), json.write(WebhookPayload.of(entry)))
        .chain(
            attempt -> {
              if (attempt instanceof Attempt.Failed failed) {
                return failed(item, failed);
              }
              if (attempt instanceof Attempt.NotMade notMade) {
                pause(notMade.retryAfter());
                return queues.postpone(queue, entry, notMade.retryAfter());
              }
              if (attempt instanceof Attempt.Gone) {
                // Of all that are under way only the first has news.
                var known = stopped.getAndSet(true);
                return queues
                    .postpone(queue, entry, Duration.ZERO)
                    .chain(() -> known ? Uni.createFrom().voidItem() : log.disabled(webhook));
              }
              log.delivered(webhook, entry, item.attempt());
              return queues.done(queue, entry);
            });
  }

  private Uni<Void> failed(Item item, Attempt.Failed failed) {
    failed.retryAfter().ifPresent(this::pause);
    var delay = schedule.after(item.attempt(), failed.retryAfter());
    log.failed(webhook, item.entry(), item.attempt(), failed.reason(), delay);
    return delay
        .map(time -> queues.retry(queue, item.entry(), time))
        .orElseGet(
            () ->
                queues.abandon(
                    queue,
                    item.entry(),
                    log.exhausted(webhook, item.entry(), item.attempt(), failed.reason())));
  }

  private void pause(Duration asked) {
    var pause = asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE;
    pausedUntil = clock.instant().plus(pause);
  }
}
