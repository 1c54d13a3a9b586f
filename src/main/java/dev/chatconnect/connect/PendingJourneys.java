package dev.chatconnect.connect;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.Digests;
import dev.chatconnect.redis.LiveSet;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * How many journeys an environment has under way, and how many of them one subscriber started from
 * browsers: one that starts journeys without end must not fill the Redis that all environments
 * share, nor take the room of all others.
 */
@Singleton
class PendingJourneys {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);
  private static final String KIND = "journey";

  private final LiveSet live;
  private final LoadSettings settings;

  PendingJourneys(LiveSet live, LoadSettings settings) {
    this.live = live;
    this.settings = settings;
  }

  /**
   * Counts a journey for as long as its state lives.
   *
   * @return 429 when the environment or the subscriber's browsers have as many as they may have
   */
  Uni<Void> enter(AuthorizationState journey, String state, Duration life) {
    return live.addToAll(rooms(journey), Digests.sha256Hex(state), life)
        .invoke(
            full -> {
              if (full.isPresent()) {
                throw tooMany(journey, full.get());
              }
            })
        .replaceWithVoid();
  }

  /** Counts a journey no longer; at worst it is counted until its state would have died. */
  Uni<Void> leave(AuthorizationState journey, String state) {
    var member = Digests.sha256Hex(state);
    return Multi.createFrom()
        .iterable(rooms(journey))
        .onItem()
        .transformToUniAndConcatenate(room -> live.remove(room.key(), member))
        .collect()
        .last()
        .replaceWithVoid()
        .onFailure()
        .recoverWithNull();
  }

  /** The subscriber's own first: who has filled that is to be told so. */
  private List<LiveSet.Room> rooms(AuthorizationState journey) {
    var keys = new RedisKeys(journey.environmentId());
    var all = new LiveSet.Room(keys.index(KIND), settings.maxPending());
    return journey
        .subscriberId()
        .filter(ignored -> journey.byBrowser())
        .map(id -> keys.index(KIND, "subscriber", Digests.sha256Base64Url(id)))
        .map(key -> List.of(new LiveSet.Room(key, settings.maxPendingPerSubscriber()), all))
        .orElseGet(() -> List.of(all));
  }

  private ApiException tooMany(AuthorizationState journey, LiveSet.Room full) {
    var code =
        full.equals(rooms(journey).get(0)) && journey.byBrowser()
            ? ErrorCode.OWN_JOURNEYS_TOO_MANY
            : ErrorCode.JOURNEYS_TOO_MANY;
    return code.with(full.capacity()).retryAfter(RETRY_AFTER);
  }
}
