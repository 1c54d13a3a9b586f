package dev.chatconnect.web;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

/**
 * What every request goes through before the framework looks at it, in the order below. One filter
 * for all: the router takes longer from one filter to the next than most of these steps do.
 */
@Singleton
class Edge {

  /** Those see also what is refused here. */
  private static final int BEHIND_SPANS = 4_000_000;

  private final EdgeStep[] steps;

  Edge(
      RequestIds ids,
      AccessLog log,
      CrossOrigin crossOrigin,
      NamelessHosts hosts,
      RawTargets targets,
      Admission admission,
      SlowBodies bodies,
      ProblemJsonAccepts accepts) {
    // A page of another origin can read why it was refused, and what is repaired is admitted once.
    steps = new EdgeStep[] {ids, log, crossOrigin, hosts, targets, admission, bodies, accepts};
  }

  void register(@Observes Filters filters) {
    filters.register(this::pass, BEHIND_SPANS);
  }

  private void pass(RoutingContext context) {
    for (var step : steps) {
      if (!step.passes(context)) {
        return;
      }
    }
    context.next();
  }
}
