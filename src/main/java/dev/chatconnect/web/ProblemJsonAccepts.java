package dev.chatconnect.web;

import jakarta.inject.Singleton;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets a client ask for problem details (RFC 9457) alone: they are the form of errors, and a
 * success would otherwise be refused with 406 before anything could go wrong.
 */
@Singleton
class ProblemJsonAccepts implements EdgeStep {

  @Override
  public boolean passes(RoutingContext context) {
    var headers = context.request().headers();
    var accept = headers.get(HttpHeaders.ACCEPT);
    if (accept != null
        && accept.contains(ErrorRenderer.PROBLEM_JSON)
        && !accept.contains("application/json")
        && !accept.contains("*/*")) {
      headers.set(HttpHeaders.ACCEPT, accept + ", application/json;q=0.1");
    }
    return true;
  }
}
