package dev.chatconnect.web;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

/**
 * Bounds request bodies. The server has one bound for all routes, and it must be that of the one
 * route that reads a body as it comes in; all others are refused what none of them would read.
 */
@Singleton
public class BodyLimits {

  /** Path of the route whose body may be long. */
  public static final String STREAMED = "/v1/transfer";

  private static final long BYTES = 1024 * 1024;

  /** The first that runs after the server's own check, whose mark it lowers. */
  private static final int AFTER_THE_SERVER = 1;

  private final EdgeErrors errors;

  BodyLimits(EdgeErrors errors) {
    this.errors = errors;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, AFTER_THE_SERVER);
  }

  private void check(RoutingContext context) {
    if (STREAMED.equals(RoutePaths.canonical(context.normalizedPath()))) {
      context.next();
      return;
    }
    if (isTooLong(context.request().getHeader(HttpHeaders.CONTENT_LENGTH))) {
      context.response().putHeader("Connection", "close");
      errors.refuse(context, ErrorCode.PAYLOAD_TOO_LARGE.with());
      return;
    }
    context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, BYTES);
    context.next();
  }

  /** The server has seen to it that the header is a number. */
  private static boolean isTooLong(@org.jspecify.annotations.Nullable String contentLength) {
    return contentLength != null && Long.parseLong(contentLength) > BYTES;
  }
}
