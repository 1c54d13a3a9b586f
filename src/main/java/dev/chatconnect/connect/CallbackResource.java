package dev.chatconnect.connect;

import java.net.URI;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;

import dev.chatconnect.crypto.RandomIds;
import dev.chatconnect.web.Data;
import dev.chatconnect.web.ErrorRenderer;
import io.quarkus.logging.Log;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where providers send the browser back to. Public: the state is the credential. */
@Path(RedirectUri.PATH)
@Tag(name = "OAuth")
public class CallbackResource {

  private final ConnectFlow flow;
  private final ResultPages pages;
  private final ErrorRenderer errors;
  private final RedirectUri redirectUri;
  private final RandomIds ids;
  private final LaunchMode mode;
  private final JourneyAudit audit;

  CallbackResource(
      ConnectFlow flow,
      ResultPages pages,
      ErrorRenderer errors,
      RedirectUri redirectUri,
      RandomIds ids,
      LaunchMode mode,
      JourneyAudit audit) {
    this.flow = flow;
    this.pages = pages;
    this.errors = errors;
    this.redirectUri = redirectUri;
    this.ids = ids;
    this.mode = mode;
    this.audit = audit;
  }

  /** Ends a journey and answers a page for people, whatever happened. */
  @GET
  @Operation(
      operationId = "completeOAuth",
      summary = "OAuth callback",
      description =
          "Browsers come here from the provider. Answers a page, or a redirect where the journey"
              + " has one; clients that accept only JSON get JSON.")
  public Uni<Response> complete(
      UriInfo uri, @HeaderParam(HttpHeaders.ACCEPT) Optional<String> accept) {
    return flow.complete(CallbackParameters.of(uri.getQueryParameters()))
        .onFailure()
        .recoverWithItem(JourneyFailures::beforeJourney)
        .chain(outcome -> answer(outcome, uri.getRequestUri(), accept.orElse("")));
  }

  /** Link scanners and previews ask for headers first: that must not use the state up. */
  @HEAD
  @Operation(hidden = true)
  public Response peek() {
    return Response.ok().type(MediaType.TEXT_HTML).build();
  }

  private Uni<Response> answer(JourneyOutcome outcome, URI request, String accept) {
    if (outcome instanceof JourneyOutcome.Onward onward) {
      return redirect(onward.url());
    }
    return outcome instanceof JourneyOutcome.Failure failure
        ? failed(failure, request, accept)
        : succeeded((JourneyOutcome.Success) outcome, accept);
  }

  private Uni<Response> succeeded(JourneyOutcome.Success success, String accept) {
    success
        .journey()
        .ifPresent(
            journey ->
                Log.infof(
                    "event=journey_finished provider=%s mode=%s environment=%s",
                    journey.providerId(), journey.mode().wire(), journey.environmentId()));
    var returnTo = success.journey().flatMap(AuthorizationState::returnTo);
    if (returnTo.isPresent()) {
      var target = returning(returnTo.get(), "success");
      success
          .connectionIdentifier()
          .ifPresent(
              id -> target.queryParam("connectionIdentifier", "{id}").resolveTemplate("id", id));
      return redirect(target.build());
    }
    if (wantsOnlyJson(accept)) {
      return Uni.createFrom().item(Response.ok(new Data<>(JourneyResult.of(success))).build());
    }
    return pages
        .render(Response.ok(), ResultPage.success(success))
        .map(Response.ResponseBuilder::build);
  }

  private Uni<Response> failed(JourneyOutcome.Failure failure, URI request, String accept) {
    var reference = ids.name(10);
    Log.infof(
        "event=journey_failed reference=%s reason=%s status=%d provider=%s",
        reference,
        failure.reason(),
        failure.failure().code().status(),
        failure.journey().map(AuthorizationState::providerId).orElse("unknown"));
    return audit
        .failed(failure, reference)
        .chain(() -> explain(failure, reference, request, accept));
  }

  private Uni<Response> explain(
      JourneyOutcome.Failure failure, String reference, URI request, String accept) {
    var returnTo = failure.journey().flatMap(AuthorizationState::returnTo);
    if (returnTo.isPresent()) {
      return redirect(
          returning(returnTo.get(), "error").queryParam("error", failure.reason()).build());
    }
    var answer = errors.render(failure.failure(), request, accept);
    if (wantsOnlyJson(accept)) {
      return Uni.createFrom().item(answer);
    }
    var shown =
        mode.isDevOrTest() ? Optional.of(redirectUri.value().toString()) : Optional.<String>empty();
    var page = ResultPage.failure(failure, reference, shown);
    return pages.render(Response.fromResponse(answer), page).map(Response.ResponseBuilder::build);
  }

  /** Who made the URL must not be able to add an outcome of their own to the journey's. */
  private static UriBuilder returning(URI returnTo, String status) {
    return UriBuilder.fromUri(returnTo)
        .replaceQueryParam("error")
        .replaceQueryParam("connectionIdentifier")
        .replaceQueryParam("status", status);
  }

  private static Uni<Response> redirect(URI target) {
    return Uni.createFrom()
        .item(
            Response.status(Response.Status.FOUND)
                .location(target)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build());
  }

  private static boolean wantsOnlyJson(String accept) {
    return accept.contains("json") && !accept.contains("html") && !accept.contains("*/*");
  }
}
