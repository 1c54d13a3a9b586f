package dev.chatconnect.web;

import java.util.Set;

import jakarta.inject.Singleton;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Cross-origin requests (Fetch standard, CORS protocol): the routes of subscribers are open to
 * every origin, since their tokens travel in a header that no browser adds by itself, and so are
 * assets, which hold nothing; all others to configured origins alone. Credentials are never
 * allowed. It comes before everything that may refuse a request, so that a page can read why.
 */
@Singleton
public class CrossOrigin implements EdgeStep {

  private static final String INBOX = "/v1/inbox/";
  private static final String ASSETS = "/v1/assets/";
  private static final String METHODS = "GET,HEAD,PUT,PATCH,POST,DELETE";
  private static final String HEADERS =
      String.join(
          ",",
          "Authorization",
          "User-Agent",
          "Content-Type",
          "Sentry-Trace",
          "Baggage",
          "Novu-Environment-Id",
          "Novu-API-Version",
          "Novu-Client-Version",
          "Novu-User-Agent",
          "Bypass-Tunnel-Reminder",
          "Idempotency-Key",
          "Novu-Application-Identifier",
          "Novu-Analytics-Source");
  private static final String MAX_AGE_SECONDS = "86400";
  private static final String READABLE =
      "Retry-After,RateLimit-Limit,RateLimit-Remaining,RateLimit-Reset";

  private final Set<String> origins;
  private final SecurityHeaders securityHeaders;

  CrossOrigin(CorsSettings settings, SecurityHeaders securityHeaders) {
    this.origins = settings.origins().orElse(Set.of());
    this.securityHeaders = securityHeaders;
  }

  @Override
  public boolean passes(RoutingContext context) {
    var request = context.request();
    var response = context.response();
    if (!allow(request, response)) {
      return true;
    }
    if (!isPreflight(request)) {
      response.putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, READABLE);
      return true;
    }
    securityHeaders.addTo(response::putHeader);
    response
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS)
        .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS)
        .setStatusCode(204)
        .end();
    return false;
  }

  /** Tells the browser whether the page may read the answer; answers the same. */
  private boolean allow(HttpServerRequest request, HttpServerResponse response) {
    if (isOpen(request)) {
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
      return true;
    }
    if (origins.isEmpty()) {
      return false;
    }
    // Also without an origin: caches must not give one page's answer to another.
    response.putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    var origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null || !origins.contains(origin)) {
      return false;
    }
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    return true;
  }

  private static boolean isOpen(HttpServerRequest request) {
    var path = request.path();
    return path != null && (path.startsWith(INBOX) || path.startsWith(ASSETS));
  }

  private static boolean isPreflight(HttpServerRequest request) {
    return request.method().equals(HttpMethod.OPTIONS)
        && request.getHeader(HttpHeaders.ORIGIN) != null
        && request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
  }
}
