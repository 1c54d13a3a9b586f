package dev.chatconnect.ratelimit;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Limits the requests that are made with API keys or in sessions of subscribers, and tells the
 * limit in {@code RateLimit-*} headers on every limited answer. It runs after authentication and
 * before everything else.
 */
class RateLimitFilter {

  private static final int AFTER_AUTHORIZATION = Priorities.AUTHORIZATION + 100;
  private static final String LIMITED = RateLimitFilter.class.getName();

  private final RateLimiter limiter;
  private final Accounts accounts;

  RateLimitFilter(RateLimiter limiter, Accounts accounts) {
    this.limiter = limiter;
    this.accounts = accounts;
  }

  @ServerRequestFilter(priority = AFTER_AUTHORIZATION)
  @Nullable Uni<Void> limit(ContainerRequestContext request) {
    if (!limiter.isOn()) {
      // The framework goes on at once, without the request being suspended.
      return null;
    }
    return accounts
        .of(request.getUriInfo().getPath())
        .chain(
            account ->
                account
                    .map(found -> limit(request, found))
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  @ServerResponseFilter
  void tell(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(LIMITED) instanceof Limited limited) {
      limited.headers().forEach(response.getHeaders()::putSingle);
    }
  }

  private Uni<Void> limit(ContainerRequestContext request, Account account) {
    return limiter
        .take(account)
        .invoke(limited -> request.setProperty(LIMITED, limited))
        .invoke(Limited::requireGranted)
        .replaceWithVoid();
  }
}
