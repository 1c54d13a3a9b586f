package dev.chatconnect.connectpage;

import java.util.Optional;

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

import dev.chatconnect.web.ErrorCode;
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
  private final CurrentVisit current;
  private final VisitFailures failures;
  private final Apps apps;
  private final ConnectPages pages;
  private final PageAddress address;
  private final SessionCookie cookie;
  private final SameOrigin sameOrigin;

  ConnectPageResource(
      ConnectLinks links,
      VisitStore visits,
      CurrentVisit current,
      VisitFailures failures,
      Apps apps,
      ConnectPages pages,
      PageAddress address,
      SessionCookie cookie,
      SameOrigin sameOrigin) {
    this.links = links;
    this.visits = visits;
    this.current = current;
    this.failures = failures;
    this.apps = apps;
    this.pages = pages;
    this.address = address;
    this.cookie = cookie;
    this.sameOrigin = sameOrigin;
  }

  /** What the visitor has connected. */
  @GET
  @Operation(hidden = true)
  public Uni<Response> overview(UriInfo uri, @Context HttpHeaders headers) {
    return current.within(
        headers,
        (session, environment) ->
            apps.of(environment, session.visit())
                .chain(
                    all ->
                        pages.overview(
                            session,
                            all,
                            address.read(session, uri.getQueryParameters()),
                            ConnectPages.language(headers))));
  }

  /** Asks whether to go on: whatever only looks at a link, as mail filters do, uses nothing up. */
  @GET
  @Path("{token}")
  @Operation(hidden = true)
  public Uni<Response> start(String token, @Context HttpHeaders headers) {
    return visits
        .peekLink(token)
        .map(found -> found.orElseThrow(ErrorCode.CONNECT_LINK_UNKNOWN::with))
        .chain(visit -> pages.start(visit, ConnectPages.language(headers)))
        .onFailure()
        .recoverWithUni(failure -> failures.page(failure, Optional.empty(), headers));
  }

  /** Exchanges the link for a session. */
  @POST
  @Path("{token}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Cancellable(false)
  @Operation(hidden = true)
  public Uni<Response> open(
      String token, @RestForm Optional<String> attempt, @Context HttpHeaders headers) {
    return Uni.createFrom()
        .deferred(
            () -> {
              sameOrigin.require(headers);
              return links.open(token, attempt.filter(text -> !text.isEmpty()));
            })
        .map(found -> found.orElseThrow(ErrorCode.CONNECT_LINK_UNKNOWN::with))
        .map(
            opened ->
                SeeOther.to(address.path(), opened.session().visit())
                    .cookie(cookie.of(opened.token()))
                    .build())
        .onFailure()
        .recoverWithUni(failure -> failures.page(failure, Optional.empty(), headers));
  }
}
