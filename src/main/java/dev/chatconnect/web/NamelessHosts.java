package dev.chatconnect.web;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Refuses requests that name no host (RFC 9112 §3.2): the URI of such a request cannot be had. The
 * server would answer 500 to those that HTTP/1.0 allows, and 400 without a body to others, and log
 * the target of either, code and state included.
 */
@Singleton
public class NamelessHosts {

  private static final int BEFORE_ALL_OTHERS = 2_000_000;

  private final EdgeErrors errors;

  NamelessHosts(EdgeErrors errors) {
    this.errors = errors;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, BEFORE_ALL_OTHERS);
  }

  /** The router fails what HTTP/1.1 does not allow before any filter sees it. */
  void registerForFailures(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(this::check);
  }

  private void check(RoutingContext context) {
    if (context.request().authority() != null) {
      context.next();
      return;
    }
    errors.refuse(context, ErrorCode.BAD_REQUEST.with("The Host header is missing or malformed"));
  }
}
