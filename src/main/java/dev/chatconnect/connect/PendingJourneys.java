package dev.chatconnect.connect;

import java.time.Clock;
import java.time.Duration;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.Digests;
import dev.chatconnect.redis.LiveSet;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;

/**
 * How many journeys an environment has under way: one that starts journeys without end must not
 * fill the Redis that all environments share.
 */
@Singleton
class PendingJourneys {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

  private final LiveSet live;
  private final LoadSettings settings;
  private final JourneyMeters meters;
  private final Clock clock;

  PendingJourneys(LiveSet live, LoadSettings settings, JourneyMeters meters, Clock clock) {
    this.live = live;
    this.settings = settings;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Counts a journey for as long as its state lives.
   *
   * @return 429 when the environment has as many as it may have
   */
  Uni<Void> enter(String environmentId, String state, Duration life) {
    return live.add(key(environmentId), Digests.sha256Hex(state), life, settings.maxPending())
        .invoke(
            added -> {
              if (!added) {
                meters.shed(ErrorCode.JOURNEYS_TOO_MANY);
                throw ErrorCode.JOURNEYS_TOO_MANY
                    .with(settings.maxPending())
                    .retryAfter(RETRY_AFTER);
              }
            })
        .replaceWithVoid();
  }

  /** Counts a journey no longer; at worst it is counted until its state would have died. */
  Uni<Void> leave(String environmentId, String state) {
    return live.remove(key(environmentId), Digests.sha256Hex(state)).onFailure().recoverWithNull();
  }

  /** How many an environment has at the moment. */
  Uni<Long> count(String environmentId) {
    return live.count(key(environmentId), clock.instant());
  }

  private static String key(String environmentId) {
    return new RedisKeys(environmentId).index("journey");
  }
}
