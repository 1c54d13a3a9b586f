package dev.chatconnect.ratelimit;

import java.util.Optional;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;

import dev.chatconnect.environment.ApiKeyCaller;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.ratelimit.RatePolicy.Category;
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

  private final RateLimiter limiter;
  private final ApiKeyCaller caller;

  RateLimitFilter(RateLimiter limiter, ApiKeyCaller caller) {
    this.limiter = limiter;
    this.caller = caller;
  }

  @ServerRequestFilter(priority = AFTER_AUTHORIZATION)
  Uni<Void> limit(ContainerRequestContext request) {
    if (!limiter.isOn()) {
      return Uni.createFrom().voidItem();
    }
    return caller.environment().chain(environment -> limit(request, environment));
  }

  @ServerResponseFilter
  void tell(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(LIMITED) instanceof Limited limited) {
      limited.headers().forEach(response.getHeaders()::putSingle);
    }
  }

  private Uni<Void> limit(ContainerRequestContext request, Optional<Environment> environment) {
    if (environment.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return limiter
        .take(environment.get(), Category.of(request.getUriInfo().getPath()))
        .invoke(limited -> request.setProperty(LIMITED, limited))
        .invoke(Limited::requireGranted)
        .replaceWithVoid();
  }
}
