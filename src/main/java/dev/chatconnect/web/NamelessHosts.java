package dev.chatconnect.web;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Refuses requests that name no host (RFC 9112 §3.2): the URI of such a request cannot be had. The
 * server would answer 500 to those that HTTP/1.0 allows, and 400 without a body to others, and log
 * the target of either, code and state included.
 */
@Singleton
public class NamelessHosts implements EdgeStep {

  private final EdgeErrors errors;

  NamelessHosts(EdgeErrors errors) {
    this.errors = errors;
  }

  /** The router fails what HTTP/1.1 does not allow before any filter sees it. */
  void registerForFailures(@Observes Router router) {
    router
        .route()
        .order(Integer.MIN_VALUE)
        .failureHandler(
            context -> {
              if (passes(context)) {
                context.next();
              }
            });
  }

  @Override
  public boolean passes(RoutingContext context) {
    if (context.request().authority() != null) {
      return true;
    }
    errors.refuse(context, ErrorCode.BAD_REQUEST.with("The Host header is missing or malformed"));
    return false;
  }
}
