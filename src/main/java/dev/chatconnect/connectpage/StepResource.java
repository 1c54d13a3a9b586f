package dev.chatconnect.connectpage;

import java.net.URI;
import java.util.Optional;
import java.util.function.BiFunction;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.chatconnect.connect.OwnPage;
import dev.chatconnect.connect.VisitCookie;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.event.Actor;
import dev.chatconnect.event.CurrentActor;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The forms of the connect page. Public: the credential is the visit's cookie. */
@Path(ConnectPageResource.PATH + "/steps")
@Produces(MediaType.TEXT_HTML)
public class StepResource {

  private final CurrentVisit current;
  private final VisitFailures failures;
  private final Steps steps;
  private final PageAddress address;
  private final VisitCookie cookie;
  private final SameOrigin sameOrigin;
  private final CurrentActor actor;

  StepResource(
      CurrentVisit current,
      VisitFailures failures,
      Steps steps,
      PageAddress address,
      VisitCookie cookie,
      SameOrigin sameOrigin,
      CurrentActor actor) {
    this.current = current;
    this.failures = failures;
    this.steps = steps;
    this.address = address;
    this.cookie = cookie;
    this.sameOrigin = sameOrigin;
    this.actor = actor;
  }

  /** Begins a journey to connect a workspace or to link an account. */
  @POST
  @Path("{step:connect|link}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Cancellable(false)
  @Operation(hidden = true)
  public Uni<Response> begin(
      String step, @RestForm String form, @RestForm String app, @Context HttpHeaders headers) {
    var named = text(app);
    return take(
        step(step),
        form,
        named,
        headers,
        (session, environment) ->
            steps
                .begin(
                    environment,
                    session.visit(),
                    step(step),
                    named,
                    page(session, step(step), named, headers))
                .map(URI::toString));
  }

  /** Removes a connection or an endpoint of the visitor's own. */
  @POST
  @Path("{step:disconnect|unlink}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Cancellable(false)
  @Operation(hidden = true)
  public Uni<Response> remove(
      String step,
      @RestForm String form,
      @RestForm String app,
      @RestForm String identifier,
      @Context HttpHeaders headers) {
    var named = text(app);
    return take(
        step(step),
        form,
        named,
        headers,
        (session, environment) -> {
          var removed =
              step(step) == Step.DISCONNECT
                  ? steps.disconnect(environment, session.visit(), named, text(identifier))
                  : steps.unlink(environment, session.visit(), named, text(identifier));
          return removed.map(
              ignored -> address.after(session, step(step), named, Optional.empty()));
        });
  }

  /** Where a journey ends, and in which browser. */
  private OwnPage page(Session session, Step step, String app, HttpHeaders headers) {
    var visit = cookie.digest(headers).orElseThrow(ErrorCode.CONNECT_SESSION_MISSING::with);
    return new OwnPage(address.afterJourney(session, step, app), visit);
  }

  /** A step ends at another page, also when it failed: reloading must not repeat it. */
  private Uni<Response> take(
      Step step,
      String form,
      String app,
      HttpHeaders headers,
      BiFunction<Session, Environment, Uni<String>> act) {
    return current.within(
        headers,
        (session, environment) -> {
          sameOrigin.require(headers);
          if (!session.gave(text(form))) {
            throw ErrorCode.CONNECT_FORM_REFUSED.with();
          }
          actor.set(Actor.subscriber(session.visit().subscriberId()));
          return Uni.createFrom()
              .deferred(() -> act.apply(session, environment))
              .onFailure(ApiException.class)
              .recoverWithItem(
                  failure ->
                      address.after(session, step, app, Optional.of(noted((ApiException) failure))))
              .map(target -> SeeOther.to(target, session.visit()).build());
        });
  }

  private PageAddress.Failure noted(ApiException failure) {
    return new PageAddress.Failure(failure.code(), failure.code().slug(), failures.noted(failure));
  }

  private static Step step(String wire) {
    return Step.find(wire).orElseThrow(() -> new IllegalStateException("no such step"));
  }

  private static String text(@org.jspecify.annotations.Nullable String field) {
    return field == null ? "" : field;
  }
}
