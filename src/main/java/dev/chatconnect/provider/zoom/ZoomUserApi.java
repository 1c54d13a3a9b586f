package dev.chatconnect.provider.zoom;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestResponse;

/** The call of Zoom's API that is used. */
@Path("/")
interface ZoomUserApi {

  /**
   * Whose token it is, <a href="https://developers.zoom.us/docs/api/users/">Get a user</a>; takes
   * the scope {@code user:read:user} or {@code user:read}.
   *
   * @param authorization {@code Bearer} and the token
   */
  @GET
  @Path("users/me")
  Uni<RestResponse<String>> me(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);
}
