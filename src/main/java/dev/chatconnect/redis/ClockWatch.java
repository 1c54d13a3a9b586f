package dev.chatconnect.redis;

import java.time.Clock;
import java.time.Duration;

import jakarta.inject.Singleton;

import dev.chatconnect.metrics.Watches;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;

/**
 * Shows by how much the clock of Redis is ahead of ours: states, rate limits and leases go by the
 * one, tokens and signatures by the other.
 */
@Singleton
@Startup
class ClockWatch {

  private static final double NANOS = 1e9;

  private final RedisGateway redis;
  private final Clock clock;

  ClockWatch(RedisGateway redis, Clock clock, Watches watches) {
    this.redis = redis;
    this.clock = clock;
    watches.add(
        "chat.connect.redis.clock.skew.seconds",
        "By how much the clock of Redis is ahead",
        Tags.empty(),
        this::skew);
  }

  /** In seconds; the way of the answer counts as skew. */
  private Uni<Double> skew() {
    return redis.time().map(time -> Duration.between(clock.instant(), time).toNanos() / NANOS);
  }
}
