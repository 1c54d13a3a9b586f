package dev.chatconnect.web;

import io.vertx.ext.web.RoutingContext;

/** Something that is done with every request before it reaches a route. */
interface EdgeStep {

  /**
   * Whether the request goes on to the next step.
   *
   * @return false where the step has answered it, or has begun it anew
   */
  boolean passes(RoutingContext context);
}
