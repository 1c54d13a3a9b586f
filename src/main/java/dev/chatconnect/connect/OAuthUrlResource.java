package dev.chatconnect.connect;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.chatconnect.environment.ApiKeyAuthentication;
import dev.chatconnect.environment.CurrentEnvironment;
import dev.chatconnect.web.Data;
import dev.chatconnect.web.JsonBody;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Hands out OAuth URLs. */
@Path("/v1/integrations")
@RolesAllowed(ApiKeyAuthentication.ROLE)
@Consumes(MediaType.WILDCARD)
@Tag(name = "OAuth")
public class OAuthUrlResource {

  private final ConnectUrls urls;
  private final CurrentEnvironment environment;

  OAuthUrlResource(ConnectUrls urls, CurrentEnvironment environment) {
    this.urls = urls;
    this.environment = environment;
  }

  /** The URL at which an administrator connects a workspace. */
  @POST
  @Path("channel-connections/oauth")
  public Uni<Response> connect(JsonBody body) {
    return created(ConnectUrlRequest.connect(body));
  }

  /** The URL at which a subscriber links their own chat identity. */
  @POST
  @Path("channel-endpoints/oauth")
  public Uni<Response> linkUser(JsonBody body) {
    return created(ConnectUrlRequest.linkUser(body));
  }

  private Uni<Response> created(ConnectUrlRequest request) {
    return urls.create(environment.get(), request)
        .map(url -> Response.status(201).entity(new Data<>(new OAuthUrl(url))).build());
  }
}
