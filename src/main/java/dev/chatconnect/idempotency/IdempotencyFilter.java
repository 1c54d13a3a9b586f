package dev.chatconnect.idempotency;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.ext.Provider;

import dev.chatconnect.web.Late;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestFilter;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerResponseFilter;

/**
 * Puts the layer into the chain of every route: after authentication and rate limit, before the
 * body is read and validated, so that validation errors are replayed like any other answer.
 *
 * <p>Its parts are looked up late: filters are made at build time, before there is a configuration.
 */
@Provider
@Priority(Priorities.AUTHORIZATION + 200)
class IdempotencyFilter
    implements ResteasyReactiveContainerRequestFilter, ResteasyReactiveContainerResponseFilter {

  private final Late<RequestSide> requestSide;
  private final Late<ResponseSide> responseSide;

  IdempotencyFilter(Instance<RequestSide> requestSide, Instance<ResponseSide> responseSide) {
    this.requestSide = new Late<>(requestSide);
    this.responseSide = new Late<>(responseSide);
  }

  @Override
  public void filter(ResteasyReactiveContainerRequestContext request) {
    requestSide.get().filter(request);
  }

  @Override
  public void filter(
      ResteasyReactiveContainerRequestContext request, ContainerResponseContext response) {
    responseSide.get().filter(request, response);
  }
}
