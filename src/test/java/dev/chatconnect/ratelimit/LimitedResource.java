package dev.chatconnect.ratelimit;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import dev.chatconnect.environment.ApiKeyAuthentication;
import dev.chatconnect.web.Data;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A route of each category, and a public one. */
@Path("/v1")
@RolesAllowed(ApiKeyAuthentication.ROLE)
@Produces(MediaType.APPLICATION_JSON)
public class LimitedResource {

  private static final Uni<Data<String>> ANSWER = Uni.createFrom().item(new Data<>("served"));

  @GET
  @Operation(hidden = true)
  @Path("test-rate-limit")
  public Uni<Data<String>> global() {
    return ANSWER;
  }

  @POST
  @Operation(hidden = true)
  @Path("test-rate-limit")
  public Uni<Data<String>> create() {
    return ANSWER;
  }

  @GET
  @Operation(hidden = true)
  @Path("test-rate-limit/public")
  @PermitAll
  public Uni<Data<String>> open() {
    return ANSWER;
  }
}
