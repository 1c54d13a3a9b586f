package dev.chatconnect.secrecy;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;

/** Routes that leak, so that the watch can be seen to find it. */
@Singleton
@Path("/v1/test-secrecy")
@PermitAll
public class LeakyResource {

  @GET
  @Operation(hidden = true)
  @Path("error")
  public Response error() {
    return Response.status(400).entity("refused xoxb-planted").build();
  }

  @GET
  @Operation(hidden = true)
  @Path("fail/{secret}")
  public Response fail(@PathParam("secret") String secret) {
    throw new IllegalStateException("fails on purpose");
  }
}
