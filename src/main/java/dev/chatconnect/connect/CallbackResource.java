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
import jakarta.ws.rs.core.UriInfo;

import dev.chatconnect.crypto.RandomIds;
import dev.chatconnect.web.Data;
import dev.chatconnect.web.ErrorRenderer;
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

  CallbackResource(
      ConnectFlow flow,
      ResultPages pages,
      ErrorRenderer errors,
      RedirectUri redirectUri,
      RandomIds ids,
      LaunchMode mode) {
    this.flow = flow;
    this.pages = pages;
    this.errors = errors;
    this.redirectUri = redirectUri;
    this.ids = ids;
    this.mode = mode;
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
    if (outcome instanceof JourneyOutcome.Held held) {
      return redirect(held.url());
    }
    return outcome instanceof JourneyOutcome.Failure failure
        ? failed(failure, request, accept)
        : succeeded((JourneyOutcome.Success) outcome, accept);
  }

  private Uni<Response> succeeded(JourneyOutcome.Success success, String accept) {
    JourneyLog.finished(success);
    var returnTo = success.journey().flatMap(AuthorizationState::returnTo);
    if (returnTo.isPresent()) {
      return redirect(ReturnUrls.success(returnTo.get(), success.connectionIdentifier()));
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
    JourneyLog.failed(failure, reference);
    var returnTo = failure.journey().flatMap(AuthorizationState::returnTo);
    if (returnTo.isPresent()) {
      return redirect(ReturnUrls.failure(returnTo.get(), failure.reason()));
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
