package dev.chatconnect.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Singleton;

import dev.chatconnect.async.CallerContext;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.integration.Integration;
import dev.chatconnect.integration.ReadableIntegrations;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.ProviderCatalog;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * The integrations that events may be for: the active ones of all environments whose providers send
 * any. Anybody may ask, so the database is not asked each time: what was read is good for a while,
 * and whoever needs something newer waits for the next reading together with all others who do.
 */
@Singleton
class Recipients {

  private static final Duration GOOD_FOR = Duration.ofSeconds(5);

  /** Between two readings, however many requests nobody answers for. */
  static final Duration PAUSE = Duration.ofMillis(200);

  private static final Uni<List<Recipient>> NONE = Uni.createFrom().nothing();

  private final Environments environments;
  private final ReadableIntegrations integrations;
  private final ProviderCatalog providers;
  private final Clock clock;
  // Only touched under this object's lock, which is never held while anything is waited for.
  private Uni<List<Recipient>> current = NONE;
  private Uni<List<Recipient>> upcoming = NONE;
  private Instant readAt = Instant.EPOCH;

  Recipients(
      Environments environments,
      ReadableIntegrations integrations,
      ProviderCatalog providers,
      Clock clock) {
    this.environments = environments;
    this.integrations = integrations;
    this.providers = providers;
    this.clock = clock;
  }

  /** Those of a provider, as they were at most five seconds ago. */
  Uni<List<Recipient>> known(String providerId) {
    return of(providerId, recent());
  }

  /** Those of a provider, not earlier than now. */
  Uni<List<Recipient>> latest(String providerId) {
    return of(providerId, next());
  }

  private static Uni<List<Recipient>> of(String providerId, Uni<List<Recipient>> reading) {
    return reading.map(
        all ->
            all.stream().filter(one -> one.integration().providerId().equals(providerId)).toList());
  }

  private synchronized Uni<List<Recipient>> recent() {
    return current != NONE && clock.instant().isBefore(readAt.plus(GOOD_FOR)) ? current : next();
  }

  private synchronized Uni<List<Recipient>> next() {
    if (upcoming == NONE) {
      var pause = pause(clock.instant(), readAt);
      upcoming =
          CallerContext.shared(
              (pause.isZero() ? Uni.createFrom().voidItem() : CallerContext.pause(pause))
                  .chain(this::begin));
    }
    return upcoming;
  }

  /**
   * How long the next reading waits: whole milliseconds, rounded up, since timers take nothing
   * shorter.
   */
  static Duration pause(Instant now, Instant readAt) {
    var left = Duration.between(now, readAt.plus(PAUSE));
    return left.isNegative() || left.isZero()
        ? Duration.ZERO
        : Duration.ofMillis(left.plusNanos(999_999).toMillis());
  }

  private synchronized Uni<List<Recipient>> begin() {
    upcoming = NONE;
    readAt = clock.instant();
    current = CallerContext.shared(read().onFailure().invoke(this::forget));
    return current;
  }

  private synchronized void forget() {
    current = NONE;
  }

  private Uni<List<Recipient>> read() {
    return Multi.createFrom()
        .iterable(environments.all())
        .onItem()
        .transformToUniAndMerge(this::read)
        .collect()
        .asList()
        .map(lists -> lists.stream().flatMap(List::stream).toList());
  }

  private Uni<List<Recipient>> read(Environment environment) {
    return integrations
        .list(environment)
        .map(
            all ->
                all.stream()
                    .filter(Integration::active)
                    .filter(this::sendsEvents)
                    .map(integration -> new Recipient(environment, integration))
                    .toList());
  }

  private boolean sendsEvents(Integration integration) {
    return providers.find(integration.providerId()).flatMap(ChatProvider::events).isPresent();
  }
}
