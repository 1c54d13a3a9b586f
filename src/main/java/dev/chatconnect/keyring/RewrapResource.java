package dev.chatconnect.keyring;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

import dev.chatconnect.environment.ApiKeyAuthentication;
import dev.chatconnect.environment.CurrentEnvironment;
import dev.chatconnect.event.CurrentActor;
import dev.chatconnect.web.Data;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Rewraps the caller's own environment: an API key reaches no further. */
@Path("/v1/admin/rewrap")
@RolesAllowed(ApiKeyAuthentication.ROLE)
@Consumes(MediaType.WILDCARD)
@Tag(name = "Administration")
public class RewrapResource {

  private final Rewrap rewrap;
  private final CurrentEnvironment environment;
  private final CurrentActor actor;

  RewrapResource(Rewrap rewrap, CurrentEnvironment environment, CurrentActor actor) {
    this.rewrap = rewrap;
    this.environment = environment;
    this.actor = actor;
  }

  /** Starts a rewrap, or takes one up that ended early. */
  @POST
  @Cancellable(false)
  @ResponseStatus(202)
  @Operation(
      operationId = "startRewrap",
      summary = "Put stored secrets under the first encryption key",
      description =
          "Starts in the background and answers at once; where a rewrap is running, answers that"
              + " one. Repeat it after a replica was lost: it goes on where it was.")
  public Uni<Data<RewrapView>> start() {
    return rewrap
        .start(environment.get(), actor.get())
        .map(status -> new Data<>(RewrapView.of(status)));
  }

  /** How far the last rewrap is. */
  @GET
  @Operation(operationId = "getRewrap", summary = "See how far the last rewrap is")
  public Uni<Data<RewrapView>> progress() {
    return rewrap
        .status(environment.get())
        .map(found -> found.orElseThrow(ErrorCode.REWRAP_NOT_FOUND::with))
        .map(status -> new Data<>(RewrapView.of(status)));
  }
}
