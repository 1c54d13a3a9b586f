package dev.chatconnect.web;

import java.util.regex.Pattern;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.chatconnect.crypto.UndecipherableException;
import io.quarkus.logging.Log;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** Turns every exception that leaves a route into an answer of the catalogue. */
class ErrorMappers {

  private static final String API_KEY_SCHEME = "ApiKey";
  private static final String INBOX = "/v1/inbox/";

  /** 256 bits in base64url: flows and links are named by them in the path. */
  private static final Pattern ONE_TIME_SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final ErrorRenderer renderer;
  private final AllowedMethods methods;

  ErrorMappers(ErrorRenderer renderer, AllowedMethods methods) {
    this.renderer = renderer;
    this.methods = methods;
  }

  @ServerExceptionMapper
  Response api(ApiException failure, ContainerRequestContext request) {
    return render(failure, request);
  }

  @ServerExceptionMapper
  Response undecipherable(UndecipherableException failure, ContainerRequestContext request) {
    return render(UnreadableSecret.answer(failure), request);
  }

  @ServerExceptionMapper({AuthenticationFailedException.class, UnauthorizedException.class})
  Response unauthenticated(SecurityException failure, ContainerRequestContext request) {
    var answer = render(authenticationFailure(request), request);
    // RFC 6750 §3.1: who sent no token is not told that it is wrong.
    return isInbox(request) && failure instanceof AuthenticationFailedException
        ? Response.fromResponse(answer)
            .header(HttpHeaders.WWW_AUTHENTICATE, null)
            .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")
            .build()
        : answer;
  }

  @ServerExceptionMapper
  Response forbidden(ForbiddenException failure, ContainerRequestContext request) {
    var code = isInbox(request) ? ErrorCode.UNAUTHORIZED : ErrorCode.ENDPOINT_NOT_ACCESSIBLE;
    return render(code.with(), request);
  }

  @ServerExceptionMapper
  Response notFound(NotFoundException failure, ContainerRequestContext request) {
    return render(unknownRoute(request), request);
  }

  /**
   * The reference knows no 405: an unknown method is an unknown route. {@code Allow} still tells.
   */
  @ServerExceptionMapper
  Response notAllowed(NotAllowedException failure, ContainerRequestContext request) {
    var context = ((ResteasyReactiveContainerRequestContext) request).getServerRequestContext();
    var allowed = methods.of((ResteasyReactiveRequestContext) context);
    return Response.fromResponse(render(unknownRoute(request), request))
        .header(HttpHeaders.ALLOW, String.join(", ", allowed))
        .build();
  }

  /** The framework maps the second one itself, to an answer without a body. */
  @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
  Response malformedJson(JsonProcessingException failure, ContainerRequestContext request) {
    var location = failure.getLocation();
    var line = location == null ? 1 : location.getLineNr();
    var column = location == null ? 1 : location.getColumnNr();
    return render(ErrorCode.MALFORMED_JSON.with(line, column), request);
  }

  @ServerExceptionMapper
  Response framework(WebApplicationException failure, ContainerRequestContext request) {
    if (failure.getCause() instanceof JsonProcessingException malformed) {
      return malformedJson(malformed, request);
    }
    return switch (failure.getResponse().getStatus()) {
      case 400 -> render(ErrorCode.BAD_REQUEST.with("Bad Request"), request);
      case 401 -> render(authenticationFailure(request), request);
      case 403 -> render(ErrorCode.FORBIDDEN.with(), request);
      case 404, 405 -> render(unknownRoute(request), request);
      case 406 -> render(ErrorCode.NOT_ACCEPTABLE.with(), request);
      case 413 -> render(ErrorCode.PAYLOAD_TOO_LARGE.with(), request);
      case 415 -> render(ErrorCode.UNSUPPORTED_MEDIA_TYPE.with(), request);
      default -> lastResort(failure, request);
    };
  }

  @ServerExceptionMapper(Throwable.class)
  Response lastResort(Throwable failure, ContainerRequestContext request) {
    return renderer.fault(
        request.getUriInfo().getRequestUri(),
        accept(request),
        errorId ->
            Log.errorf(
                failure,
                "event=unhandled_failure method=%s route=%s errorId=%s",
                request.getMethod(),
                ONE_TIME_SECRET.matcher(request.getUriInfo().getPath()).replaceAll("*"),
                errorId));
  }

  private Response render(ApiException failure, ContainerRequestContext request) {
    return renderer.render(failure, request.getUriInfo().getRequestUri(), accept(request));
  }

  private static ApiException unknownRoute(ContainerRequestContext request) {
    return ErrorCode.ROUTE_NOT_FOUND.with(
        request.getMethod(), request.getUriInfo().getRequestUri().getRawPath());
  }

  private static ApiException authenticationFailure(ContainerRequestContext request) {
    if (isInbox(request)) {
      return ErrorCode.UNAUTHORIZED.with();
    }
    var authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (authorization == null || authorization.isBlank()) {
      return ErrorCode.MISSING_AUTHORIZATION.with();
    }
    var scheme = authorization.strip().split(" ", 2)[0];
    return scheme.equals(API_KEY_SCHEME)
        ? ErrorCode.API_KEY_NOT_FOUND.with()
        : ErrorCode.INVALID_AUTHENTICATION_SCHEME.with(printable(scheme));
  }

  private static boolean isInbox(ContainerRequestContext request) {
    return request.getUriInfo().getPath().startsWith(INBOX);
  }

  /** A header without a scheme may be the key itself; it must not come back in an error body. */
  private static String printable(String scheme) {
    return scheme.matches("[A-Za-z]{1,16}") ? scheme : "?";
  }

  private static String accept(ContainerRequestContext request) {
    var accept = request.getHeaderString(HttpHeaders.ACCEPT);
    return accept == null ? "" : accept;
  }
}
