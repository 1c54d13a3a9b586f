package dev.chatconnect.connectpage;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.event.Actor;
import dev.chatconnect.event.CurrentActor;
import dev.chatconnect.page.Languages;
import dev.chatconnect.page.Pages;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.server.Cancellable;

/**
 * The connect page. Public: the credential is the link, then the cookie that it was exchanged for.
 */
@Path(ConnectPageResource.PATH)
@Produces(MediaType.TEXT_HTML)
public class ConnectPageResource {

  static final String PATH = "/connect";

  private final ConnectLinks links;
  private final VisitStore visits;
  private final Apps apps;
  private final Steps steps;
  private final ConnectPages pages;
  private final PageAddress address;
  private final SessionCookie cookie;
  private final SameOrigin sameOrigin;
  private final Environments environments;
  private final CurrentActor actor;

  ConnectPageResource(
      ConnectLinks links,
      VisitStore visits,
      Apps apps,
      Steps steps,
      ConnectPages pages,
      PageAddress address,
      SessionCookie cookie,
      SameOrigin sameOrigin,
      Environments environments,
      CurrentActor actor) {
    this.links = links;
    this.visits = visits;
    this.apps = apps;
    this.steps = steps;
    this.pages = pages;
    this.address = address;
    this.cookie = cookie;
    this.sameOrigin = sameOrigin;
    this.environments = environments;
    this.actor = actor;
  }

  /** What the visitor has connected. */
  @GET
  @Operation(hidden = true)
  public Uni<Response> overview(UriInfo uri, @Context HttpHeaders headers) {
    return inSession(
        headers,
        (session, environment) ->
            apps.of(environment, session.visit())
                .chain(
                    all ->
                        pages.overview(
                            session,
                            all,
                            address.read(session, uri.getQueryParameters()),
                            language(headers))));
  }

  /** Asks whether to go on: whatever only looks at a link, as mail filters do, uses nothing up. */
  @GET
  @Path("{token}")
  @Operation(hidden = true)
  public Uni<Response> start(String token, @Context HttpHeaders headers) {
    return visits
        .peekLink(token)
        .map(found -> found.orElseThrow(ErrorCode.CONNECT_LINK_UNKNOWN::with))
        .chain(visit -> pages.start(visit, language(headers)))
        .onFailure()
        .recoverWithUni(failure -> failed(failure, Optional.empty(), headers));
  }

  /** Exchanges the link for a session. */
  @POST
  @Path("{token}")
  @Consumes(MediaType.WILDCARD)
  @Cancellable(false)
  @Operation(hidden = true)
  public Uni<Response> open(String token, @Context HttpHeaders headers) {
    return Uni.createFrom()
        .deferred(
            () -> {
              sameOrigin.require(headers);
              return links.open(token);
            })
        .map(found -> found.orElseThrow(ErrorCode.CONNECT_LINK_UNKNOWN::with))
        .map(
            opened ->
                seeOther(address.path(), opened.session().visit())
                    .cookie(cookie.of(opened.token()))
                    .build())
        .onFailure()
        .recoverWithUni(failure -> failed(failure, Optional.empty(), headers));
  }

  /** Begins a journey to connect a workspace or to link an account. */
  @POST
  @Path("steps/{step:connect|link}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Cancellable(false)
  @Operation(hidden = true)
  public Uni<Response> begin(
      String step, @RestForm String form, @RestForm String app, @Context HttpHeaders headers) {
    return take(
        step(step),
        form,
        app,
        headers,
        (session, environment) ->
            steps
                .begin(
                    environment,
                    session.visit(),
                    step(step),
                    app,
                    address.afterJourney(session, step(step), app))
                .map(URI::toString));
  }

  /** Removes a connection or an endpoint of the visitor's own. */
  @POST
  @Path("steps/{step:disconnect|unlink}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Cancellable(false)
  @Operation(hidden = true)
  public Uni<Response> remove(
      String step,
      @RestForm String form,
      @RestForm String app,
      @RestForm String identifier,
      @Context HttpHeaders headers) {
    return take(
        step(step),
        form,
        app,
        headers,
        (session, environment) -> {
          var removed =
              step(step) == Step.DISCONNECT
                  ? steps.disconnect(environment, session.visit(), app, text(identifier))
                  : steps.unlink(environment, session.visit(), app, text(identifier));
          return removed.map(ignored -> address.after(session, step(step), app, Optional.empty()));
        });
  }

  /** A step ends at another page, also when it failed: reloading must not repeat it. */
  private Uni<Response> take(
      Step step,
      String form,
      String app,
      HttpHeaders headers,
      BiFunction<Session, Environment, Uni<String>> act) {
    return inSession(
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
                      address.after(
                          session, step, text(app), Optional.of(reason((ApiException) failure))))
              .map(target -> seeOther(target, session.visit()).build());
        });
  }

  private Uni<Response> inSession(
      HttpHeaders headers, BiFunction<Session, Environment, Uni<Response>> act) {
    return cookie
        .read(headers)
        .map(visits::findSession)
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
        .chain(
            found -> {
              var session = found.orElseThrow(ErrorCode.CONNECT_SESSION_MISSING::with);
              var environment =
                  environments
                      .byId(session.visit().environmentId())
                      .orElseThrow(ErrorCode.CONNECT_SESSION_MISSING::with);
              return Uni.createFrom()
                  .deferred(() -> act.apply(session, environment))
                  .onFailure()
                  .recoverWithUni(
                      failure -> failed(failure, Optional.of(session.visit()), headers));
            })
        .onFailure()
        .recoverWithUni(failure -> failed(failure, Optional.empty(), headers));
  }

  private Uni<Response> failed(Throwable failure, Optional<Visit> visit, HttpHeaders headers) {
    if (failure instanceof ApiException api) {
      return pages.failure(api, visit, language(headers));
    }
    Log.error("event=connect_page_broke", failure);
    return pages.failure(ErrorCode.INTERNAL.with(), visit, language(headers));
  }

  /** As a text: the header must lead to this host, whatever name the request had for it. */
  private static Response.ResponseBuilder seeOther(String target, Visit visit) {
    var answer =
        Response.status(Response.Status.SEE_OTHER)
            .header(HttpHeaders.LOCATION, target)
            .header(HttpHeaders.CACHE_CONTROL, "no-store");
    return Pages.keepingOpener(answer, visit.origin());
  }

  private static String reason(ApiException failure) {
    return failure.code().slug();
  }

  private static Step step(String wire) {
    return Step.find(wire).orElseThrow(() -> new IllegalStateException("no such step"));
  }

  private static String text(@org.jspecify.annotations.Nullable String field) {
    return field == null ? "" : field;
  }

  private static Locale language(HttpHeaders headers) {
    return Languages.best(
        Optional.ofNullable(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE)));
  }
}
