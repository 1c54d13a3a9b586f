package dev.chatconnect.event;

import java.time.Instant;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.redis.StreamLog;
import dev.chatconnect.web.ApiException;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Keeps the streams of events from growing for ever. Commits do not trim, since they cannot know
 * what was delivered.
 */
@Singleton
// At once, so that settings that contradict each other are refused, also by the doctor.
@Startup
class Retention {

  private final Environments environments;
  private final Webhooks webhooks;
  private final StreamLog streams;
  private final EventSettings settings;

  Retention(
      Environments environments, Webhooks webhooks, StreamLog streams, EventSettings settings) {
    this.environments = environments;
    this.webhooks = webhooks;
    this.streams = streams;
    this.settings = settings;
    if (settings.most() < settings.keep()) {
      throw new IllegalStateException(
          "chat-connect.events.most must not be less than chat-connect.events.keep");
    }
  }

  /** Trims the streams of all environments; never fails. */
  @Scheduled(
      identity = "event-retention",
      every = "${chat-connect.events.trim-every}",
      // A start that is refused says so without the trace of a job that needed the same.
      delayed = "10s",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> trim() {
    return Multi.createFrom()
        .iterable(environments.all())
        .onItem()
        .transformToUniAndConcatenate(this::trimOrTell)
        .collect()
        .asList()
        .replaceWithVoid();
  }

  /** The next run tries again; that Redis is away was logged by whoever asked it. */
  private Uni<Void> trimOrTell(Environment environment) {
    return trim(environment)
        .onFailure(failure -> !(failure instanceof ApiException))
        .invoke(
            failure ->
                Log.warnf(
                    "event=events_not_trimmed environment=%s cause=%s",
                    environment.id(), failure.getClass().getSimpleName()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> trim(Environment environment) {
    var keys = new RedisKeys(environment.id());
    var groups =
        webhooks.of(environment.id()).stream()
            .map(webhook -> Deliveries.queue(webhook, Instant.EPOCH).group())
            .toList();
    return streams
        .trim(keys.events(), settings.keep(), settings.most(), groups)
        .invoke(
            trim -> {
              if (trim.dropped() > 0) {
                Log.errorf(
                    "event=events_dropped environment=%s count=%d reason=undelivered_backlog",
                    environment.id(), trim.dropped());
              }
            })
        .replaceWithVoid();
  }
}
