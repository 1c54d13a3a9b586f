package dev.chatconnect.connect;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.Digests;
import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.LiveEntries;
import dev.chatconnect.redis.LiveSet;
import dev.chatconnect.redis.OneTimeRecords;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
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
  private final JourneyMeters meters;
  private final Clock clock;

  PendingJourneys(LiveSet live, LoadSettings settings, JourneyMeters meters, Clock clock) {
    this.live = live;
    this.settings = settings;
    this.meters = meters;
    this.clock = clock;
  }

  /** Throws 429 when the environment or the subscriber's browsers have as many as they may have. */
  void requireRoom(AuthorizationState journey, LiveEntries.Outcome outcome) {
    if (outcome instanceof LiveEntries.Full full) {
      var told = tooMany(journey, full.room());
      meters.shed(told.code());
      throw told;
    }
  }

  /** Counts a journey no longer; at worst it is counted until its state would have died. */
  Uni<Void> leave(AuthorizationState journey, String state) {
    var member = OneTimeRecords.name(state);
    var left = Uni.createFrom().voidItem();
    for (var room : rooms(journey)) {
      left = left.chain(() -> live.remove(room.key(), member));
    }
    return left;
  }

  /** The same as part of a commit to the journey's environment. */
  Consumer<Commit> leaving(AuthorizationState journey, String state) {
    var member = OneTimeRecords.name(state);
    return commit -> rooms(journey).forEach(room -> commit.unindex(room.key(), member));
  }

  /** How many an environment has at the moment. */
  Uni<Long> count(String environmentId) {
    return live.count(new RedisKeys(environmentId).index(KIND), clock.instant());
  }

  /** Where it is counted; the subscriber's own first: who has filled that is to be told so. */
  List<LiveSet.Room> rooms(AuthorizationState journey) {
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
