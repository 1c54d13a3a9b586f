package dev.chatconnect.connect;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

import dev.chatconnect.environment.ApiKeyAuthentication;
import dev.chatconnect.environment.CurrentEnvironment;
import dev.chatconnect.web.Data;
import dev.chatconnect.web.JsonBody;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Where applications confirm who finished a journey. */
@Path("/v1/integrations/channel-connections/oauth/{flowId}/confirm")
@RolesAllowed(ApiKeyAuthentication.ROLE)
@Consumes(MediaType.WILDCARD)
@Tag(name = "OAuth")
public class VerificationResource {

  private final Verification verification;
  private final CurrentEnvironment environment;
  private final FailedJourneys failures;
  private final JourneyLog log;

  VerificationResource(
      Verification verification,
      CurrentEnvironment environment,
      FailedJourneys failures,
      JourneyLog log) {
    this.verification = verification;
    this.environment = environment;
    this.failures = failures;
    this.log = log;
  }

  /** Ends a journey that waits for the application's word. */
  @POST
  @Cancellable(false)
  @Operation(
      operationId = "confirmJourney",
      summary = "Confirm who finished a journey",
      description =
          "For integrations with a `verifierUrl`. Name whom your own session in that browser"
              + " belongs to; only when the journey was started for the same one is the"
              + " provider's code exchanged. A flow id is good for one confirmation within five"
              + " minutes, whatever that comes to.")
  public Uni<Data<ConfirmedView>> confirm(String flowId, JsonBody body) {
    var confirmation = Confirmation.read(body);
    return verification.confirm(environment.get(), flowId, confirmation).chain(this::answer);
  }

  private Uni<Data<ConfirmedView>> answer(JourneyOutcome outcome) {
    if (outcome instanceof JourneyOutcome.Success success) {
      log.finished(success);
      return Uni.createFrom().item(new Data<>(ConfirmedView.of(success)));
    }
    if (outcome instanceof JourneyOutcome.Onward onward) {
      onward.journey().ifPresent(log::finished);
      return Uni.createFrom().item(new Data<>(ConfirmedView.of(onward)));
    }
    if (outcome instanceof JourneyOutcome.Failure failure) {
      return failures
          .record(failure)
          .chain(reference -> Uni.createFrom().failure(failure.failure()));
    }
    throw new IllegalStateException("a confirmed journey is held again");
  }
}
