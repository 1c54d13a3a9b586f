package dev.chatconnect.connection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import io.smallrye.mutiny.Uni;

/**
 * After a renewal that failed without an end of the grant, the provider is left alone for a moment:
 * all callers on all replicas get the answer of the one who asked.
 */
@Singleton
class RenewalPause {

  private static final Duration SHORTEST = Duration.ofSeconds(2);

  /** As long as a provider may ask for at most. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private final RedisGateway redis;
  private final Clock clock;

  RenewalPause(RedisGateway redis, Clock clock) {
    this.redis = redis;
    this.clock = clock;
  }

  /** Time until the provider may be asked again; empty when it may be asked now. */
  Uni<Optional<Duration>> remaining(RedisKeys keys, String identifier) {
    return redis.get(key(keys, identifier)).map(until -> until.flatMap(this::from));
  }

  /** Begins a pause of about this length, and answers its length. */
  Uni<Duration> begin(RedisKeys keys, String identifier, Duration wanted) {
    var length = clamp(wanted);
    var until = Long.toString(clock.instant().plus(length).toEpochMilli());
    return redis.set(key(keys, identifier), until, length).replaceWith(length);
  }

  private Optional<Duration> from(String until) {
    var left = Duration.between(clock.instant(), Instant.ofEpochMilli(Long.parseLong(until)));
    return left.isNegative() || left.isZero() ? Optional.empty() : Optional.of(left);
  }

  private static Duration clamp(Duration wanted) {
    if (wanted.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
  }

  private static String key(RedisKeys keys, String identifier) {
    return keys.lookup("connection", "renewal-pause", identifier);
  }
}
