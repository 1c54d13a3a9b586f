package dev.chatconnect.ratelimit;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.ratelimit.RatePolicy.Category;
import dev.chatconnect.redis.TokenBucket;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;

/** Takes from the bucket that a request is counted in. */
@Singleton
public class RateLimiter {

  private final RateLimitSettings settings;
  private final TokenBucket buckets;

  RateLimiter(RateLimitSettings settings, TokenBucket buckets) {
    this.settings = settings;
    this.buckets = buckets;
  }

  /** Whether requests are limited at all. */
  boolean isOn() {
    return settings.enabled();
  }

  /** Takes one token, whether there was one or not. */
  Uni<Limited> take(Account account) {
    var policy = policy(account.category());
    return buckets
        .take(account.key(), policy.burst(), policy.requestsPerSecond())
        .map(take -> new Limited(policy, take, settings.serviceLevel()));
  }

  /**
   * Lets a request for a subscriber session pass, or fails with 429. Anyone may ask for one, so
   * what a stranger can use up must not be what somebody else needs: a request that the application
   * vouches for is the subscriber's, all others are counted by the network that they come from.
   *
   * @param subscriberId of the session that is asked for
   * @param vouched whether the application signed it
   * @param request whose answer is told the limit
   */
  public Uni<Void> admitSession(
      Environment environment, String subscriberId, boolean vouched, HttpServerRequest request) {
    if (!isOn()) {
      return Uni.createFrom().voidItem();
    }
    var account =
        vouched
            ? Account.ofSubscriber(environment, subscriberId, true)
            : Account.ofNetwork(environment, ClientNetwork.of(request.remoteAddress()));
    return take(account)
        .invoke(limited -> limited.headers().forEach(request.response()::putHeader))
        .invoke(Limited::requireGranted)
        .replaceWithVoid();
  }

  private RatePolicy policy(Category category) {
    return new RatePolicy(
        category,
        switch (category) {
          case CONFIGURATION -> settings.configurationRequestsPerSecond();
          case SUBSCRIBER -> settings.subscriberRequestsPerSecond();
          case GLOBAL, SESSION -> settings.globalRequestsPerSecond();
        });
  }
}
