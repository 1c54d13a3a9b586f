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
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Hands out OAuth URLs. */
@Path(OAuthUrlResource.ROOT)
@RolesAllowed(ApiKeyAuthentication.ROLE)
@Consumes(MediaType.WILDCARD)
@Tag(name = "OAuth")
public class OAuthUrlResource {

  static final String ROOT = "/v1/integrations";

  private final ConnectUrls urls;
  private final CurrentEnvironment environment;

  OAuthUrlResource(ConnectUrls urls, CurrentEnvironment environment) {
    this.urls = urls;
    this.environment = environment;
  }

  /** The URL at which an administrator connects a workspace. */
  @POST
  @Path("channel-connections/oauth")
  @Cancellable(false)
  @Operation(
      operationId = "createConnectUrl",
      summary = "Make a URL that connects a workspace",
      description =
          "Open it in the browser of whoever may install your app. It is good for one use within a few minutes. A connection of the same owner and context is renewed.")
  @ResponseStatus(201)
  public Uni<Data<OAuthUrl>> connect(JsonBody body) {
    return created(ConnectUrlRequest.connect(body));
  }

  /** The URL at which a subscriber links their own chat identity. */
  @POST
  @Path("channel-endpoints/oauth")
  @Cancellable(false)
  @Operation(
      operationId = "createLinkUserUrl",
      summary = "Make a URL that links a subscriber to their chat identity",
      description =
          "Open it in the browser of the subscriber. It is good for one use within a few minutes.")
  @ResponseStatus(201)
  public Uni<Data<OAuthUrl>> linkUser(JsonBody body) {
    return created(ConnectUrlRequest.linkUser(body));
  }

  /**
   * Both in one, as the first version of the API had it.
   *
   * @deprecated for {@code channel-connections/oauth} and {@code channel-endpoints/oauth}
   */
  @POST
  @Path("chat/oauth")
  @Cancellable(false)
  @Deprecated
  @Operation(
      operationId = "createChatUrl",
      summary = "Make a URL that connects a workspace or links a subscriber",
      description = "Use one of the two newer routes instead.",
      deprecated = true)
  @ResponseStatus(201)
  public Uni<RestResponse<Data<OAuthUrl>>> either(JsonBody body) {
    var request = ConnectUrlRequest.either(body);
    return urls.create(environment.get(), request)
        .map(url -> SupersededRoute.answer(url, ROOT, request.mode()));
  }

  private Uni<Data<OAuthUrl>> created(ConnectUrlRequest request) {
    return urls.create(environment.get(), request).map(url -> new Data<>(new OAuthUrl(url)));
  }
}
