package dev.chatconnect.connect;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import dev.chatconnect.page.Languages;
import dev.chatconnect.page.Pages;
import dev.chatconnect.web.Data;
import dev.chatconnect.web.ErrorCode;
import dev.chatconnect.web.ErrorRenderer;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Where providers send the browser back to. Public: the state is the credential. */
@Path(RedirectUri.PATH)
@Tag(name = "OAuth")
public class CallbackResource {

  private final CallbackGate gate;
  private final ConnectFlow flow;
  private final VisitCookie cookie;
  private final ResultPages pages;
  private final ErrorRenderer errors;
  private final FailedJourneys failures;
  private final JourneyLog log;

  CallbackResource(
      CallbackGate gate,
      ConnectFlow flow,
      VisitCookie cookie,
      ResultPages pages,
      ErrorRenderer errors,
      FailedJourneys failures,
      JourneyLog log) {
    this.gate = gate;
    this.flow = flow;
    this.cookie = cookie;
    this.pages = pages;
    this.errors = errors;
    this.failures = failures;
    this.log = log;
  }

  /**
   * Ends a journey and answers a page for people, whatever happened. A browser that is closed
   * meanwhile does not end the work: the code is spent by then.
   */
  @GET
  @Cancellable(false)
  @Operation(
      operationId = "completeOAuth",
      summary = "OAuth callback",
      description =
          "Browsers come here from the provider. Answers a page, or a redirect where the journey"
              + " has one; clients that accept only JSON get JSON. The pages take the query out of"
              + " their address, save where the same query may succeed in a moment: without any,"
              + " as when one of them is reloaded, the page says that it is over.")
  public Uni<Response> complete(
      UriInfo uri,
      @Context HttpHeaders headers,
      @HeaderParam(HttpHeaders.ACCEPT) Optional<String> accept,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) Optional<String> acceptLanguage) {
    var language = Languages.best(acceptLanguage);
    if (uri.getQueryParameters().isEmpty()) {
      return revisited(uri, accept.orElse(""), language);
    }
    return gate.pass(
            () ->
                flow.complete(
                    CallbackParameters.of(uri.getQueryParameters()),
                    journey -> cookie.admits(journey, headers)))
        .onFailure()
        .recoverWithItem(JourneyFailures::beforeJourney)
        .chain(outcome -> answer(outcome, uri, accept.orElse(""), language));
  }

  /** Link scanners and previews ask for headers first: that must not use the state up. */
  @HEAD
  @Operation(hidden = true)
  public Response peek() {
    return Response.ok().type(MediaType.TEXT_HTML).build();
  }

  /** Nobody's journey, and so the failure of none: it is neither recorded nor counted. */
  private Uni<Response> revisited(UriInfo request, String accept, Locale language) {
    var incomplete = ErrorCode.JOURNEY_INCOMPLETE.with();
    var answer = errors.render(incomplete, request.getRequestUri(), accept);
    return wantsOnlyJson(accept)
        ? Uni.createFrom().item(answer)
        : pages.revisited(answer, language);
  }

  private Uni<Response> answer(
      JourneyOutcome outcome, UriInfo request, String accept, Locale language) {
    if (outcome instanceof JourneyOutcome.Onward onward) {
      onward.journey().ifPresent(log::finished);
      return redirect(onward.url(), outcome);
    }
    if (outcome instanceof JourneyOutcome.Claimed claimed) {
      return redirect(claimed.url(), outcome);
    }
    if (outcome instanceof JourneyOutcome.Held held) {
      return redirect(held.url(), outcome);
    }
    return outcome instanceof JourneyOutcome.Failure failure
        ? failed(failure, request, accept, language)
        : succeeded((JourneyOutcome.Success) outcome, accept, language);
  }

  private Uni<Response> succeeded(JourneyOutcome.Success success, String accept, Locale language) {
    log.finished(success);
    var returnTo = success.journey().flatMap(AuthorizationState::returnTo);
    if (returnTo.isPresent()) {
      return redirect(ReturnUrls.success(returnTo.get(), success.connectionIdentifier()), success);
    }
    if (wantsOnlyJson(accept)) {
      return Uni.createFrom().item(Response.ok(new Data<>(JourneyResult.of(success))).build());
    }
    return pages.success(success, language);
  }

  private Uni<Response> failed(
      JourneyOutcome.Failure failure, UriInfo request, String accept, Locale language) {
    return failures
        .record(failure)
        .chain(reference -> explain(failure, reference, request, accept, language));
  }

  private Uni<Response> explain(
      JourneyOutcome.Failure failure,
      String reference,
      UriInfo request,
      String accept,
      Locale language) {
    var returnTo = failure.ownJourney().flatMap(AuthorizationState::returnTo);
    if (returnTo.isPresent()) {
      return redirect(ReturnUrls.failure(returnTo.get(), failure, reference), failure);
    }
    var answer = errors.render(failure.failure(), request.getRequestUri(), accept);
    return wantsOnlyJson(accept)
        ? Uni.createFrom().item(answer)
        : pages.failure(answer, failure, reference, language);
  }

  private static Uni<Response> redirect(URI target, JourneyOutcome outcome) {
    var answer =
        Response.status(Response.Status.FOUND)
            .location(target)
            .header(HttpHeaders.CACHE_CONTROL, "no-store");
    var opener = outcome.journey().flatMap(AuthorizationState::messageOrigin);
    return Uni.createFrom().item(Pages.keepingOpener(answer, opener).build());
  }

  private static boolean wantsOnlyJson(String accept) {
    return accept.contains("json") && !accept.contains("html") && !accept.contains("*/*");
  }
}
