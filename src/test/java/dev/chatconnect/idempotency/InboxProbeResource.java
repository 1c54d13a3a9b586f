package dev.chatconnect.idempotency;

import java.util.UUID;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import dev.chatconnect.web.Data;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A route of the browser side, which the layer leaves alone. */
@Path("/v1/inbox/test-idempotency")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class InboxProbeResource {

  @POST
  @Operation(hidden = true)
  public Uni<Data<String>> create() {
    return Uni.createFrom().item(() -> new Data<>(UUID.randomUUID().toString()));
  }
}
