package dev.chatconnect.inbox;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import dev.chatconnect.environment.Environments;
import dev.chatconnect.ratelimit.RateLimiter;
import dev.chatconnect.web.Data;
import dev.chatconnect.web.ErrorCode;
import dev.chatconnect.web.JsonBody;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Hands out session tokens to browsers. */
@Path("/v1/inbox/session")
@PermitAll
@Consumes(MediaType.WILDCARD)
@Tag(name = "Subscriber sessions")
public class SessionResource {

  private final Environments environments;
  private final RateLimiter limiter;
  private final Sessions sessions;
  private final SessionTokens tokens;
  private final LaunchMode mode;

  SessionResource(
      Environments environments,
      RateLimiter limiter,
      Sessions sessions,
      SessionTokens tokens,
      LaunchMode mode) {
    this.environments = environments;
    this.limiter = limiter;
    this.sessions = sessions;
    this.tokens = tokens;
    this.mode = mode;
  }

  /** Begins a session of a subscriber. */
  @POST
  @ResponseStatus(201)
  @Cancellable(false)
  @Operation(
      operationId = "createSession",
      summary = "Begin a subscriber session",
      description =
          "Called by the browser, without an API key. The application vouches for subscriber and context with hashes that its back end makes; an environment may demand them.")
  public Uni<Data<SessionView>> create(JsonBody body, @Context HttpServerRequest http) {
    var request = SessionRequest.read(body);
    var environment =
        environments
            .byApplicationIdentifier(request.applicationIdentifier())
            .orElseThrow(ErrorCode.SESSION_APPLICATION_UNKNOWN::with);
    var session = sessions.session(environment, request);
    return limiter
        .admitSession(environment, session.subscriberId(), session.subscriberVouched(), http)
        .chain(() -> sessions.begin(session))
        .map(
            begun ->
                new Data<>(SessionView.of(session, tokens.issue(session), mode.isDevOrTest())));
  }
}
