package dev.chatconnect.ratelimit;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.metrics.Family;
import dev.chatconnect.metrics.Metrics;
import dev.chatconnect.ratelimit.RatePolicy.Category;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.redis.TokenBucket;
import io.micrometer.core.instrument.Counter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;

/** Takes from the bucket of an environment and a category of routes. */
@Singleton
public class RateLimiter {

  private final RateLimitSettings settings;
  private final TokenBucket buckets;
  private final Family<Counter> refusals;

  RateLimiter(
      RateLimitSettings settings, TokenBucket buckets, Environments environments, Metrics metrics) {
    this.settings = settings;
    this.buckets = buckets;
    refusals =
        metrics.counters(
            "chat.connect.rate.limit.refusals",
            "Requests beyond the rate limit",
            "environment",
            "category");
    for (var environment : environments.all()) {
      for (var category : Category.values()) {
        refusals.with(environment.id(), category.wire());
      }
    }
  }

  /** Whether requests are limited at all. */
  boolean isOn() {
    return settings.enabled();
  }

  /** Takes one token, whether there was one or not. */
  Uni<Limited> take(Environment environment, Category category) {
    var policy = policy(category);
    var key = new RedisKeys(environment.id()).record("rate-limit", category.wire());
    return buckets
        .take(key, policy.burst(), policy.requestsPerSecond())
        .invoke(
            take -> {
              if (!take.granted()) {
                refusals.with(environment.id(), category.wire()).increment();
              }
            })
        .map(take -> new Limited(policy, take, settings.serviceLevel()));
  }

  /**
   * Lets a request for a subscriber session pass, or fails with 429. Sessions have a bucket of
   * their own: anyone may ask for one, and must not use up what the environment's API keys are
   * allowed.
   *
   * @param response told the limit
   */
  public Uni<Void> admitSession(Environment environment, HttpServerResponse response) {
    if (!isOn()) {
      return Uni.createFrom().voidItem();
    }
    return take(environment, Category.SESSION)
        .invoke(limited -> limited.headers().forEach(response::putHeader))
        .invoke(Limited::requireGranted)
        .replaceWithVoid();
  }

  private RatePolicy policy(Category category) {
    return new RatePolicy(
        category,
        category == Category.CONFIGURATION
            ? settings.configurationRequestsPerSecond()
            : settings.globalRequestsPerSecond());
  }
}
