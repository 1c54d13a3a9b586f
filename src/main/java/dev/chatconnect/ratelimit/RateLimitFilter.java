package dev.chatconnect.ratelimit;

import java.time.Duration;
import java.util.Optional;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;

import dev.chatconnect.environment.ApiKeyCaller;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.ratelimit.RatePolicy.Category;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.redis.TokenBucket;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Limits the requests that are made with API keys, and tells the limit in {@code RateLimit-*}
 * headers on every limited answer. It runs after authentication and before everything else.
 */
class RateLimitFilter {

  private static final int AFTER_AUTHORIZATION = Priorities.AUTHORIZATION + 100;
  private static final String LIMITED = RateLimitFilter.class.getName();

  private final RateLimitSettings settings;
  private final ApiKeyCaller caller;
  private final TokenBucket buckets;

  RateLimitFilter(RateLimitSettings settings, ApiKeyCaller caller, TokenBucket buckets) {
    this.settings = settings;
    this.caller = caller;
    this.buckets = buckets;
  }

  private record Limited(RatePolicy policy, TokenBucket.Take take) {}

  @ServerRequestFilter(priority = AFTER_AUTHORIZATION)
  Uni<Void> limit(ContainerRequestContext request) {
    if (!settings.enabled()) {
      return Uni.createFrom().voidItem();
    }
    return caller.environment().chain(environment -> limit(request, environment));
  }

  @ServerResponseFilter
  void tell(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(LIMITED) instanceof Limited limited) {
      var headers = response.getHeaders();
      headers.putSingle("RateLimit-Limit", limited.policy().quota());
      headers.putSingle("RateLimit-Remaining", limited.take().remaining());
      headers.putSingle("RateLimit-Reset", seconds(limited.take().untilFull()));
      headers.putSingle("RateLimit-Policy", limited.policy().header(settings.serviceLevel()));
    }
  }

  private Uni<Void> limit(ContainerRequestContext request, Optional<Environment> environment) {
    if (environment.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var policy = policy(Category.of(request.getUriInfo().getPath()));
    var key = new RedisKeys(environment.get().id()).record("rate-limit", policy.category().wire());
    return buckets
        .take(key, policy.burst(), policy.requestsPerSecond())
        .invoke(take -> request.setProperty(LIMITED, new Limited(policy, take)))
        .invoke(RateLimitFilter::requireGranted)
        .replaceWithVoid();
  }

  private RatePolicy policy(Category category) {
    return new RatePolicy(
        category,
        category == Category.CONFIGURATION
            ? settings.configurationRequestsPerSecond()
            : settings.globalRequestsPerSecond());
  }

  private static void requireGranted(TokenBucket.Take take) {
    if (!take.granted()) {
      throw ErrorCode.RATE_LIMITED
          .with()
          .retryAfter(Duration.ofSeconds(seconds(take.untilToken())));
    }
  }

  /** Rounded up: who waits this long does not come too early. */
  private static long seconds(Duration duration) {
    return (duration.toMillis() + 999) / 1000;
  }
}
