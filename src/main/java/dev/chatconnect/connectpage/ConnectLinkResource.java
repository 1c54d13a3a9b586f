package dev.chatconnect.connectpage;

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
import org.jboss.resteasy.reactive.server.Cancellable;

/** Hands out links to the connect page. */
@Path("/v1/connect-links")
@RolesAllowed(ApiKeyAuthentication.ROLE)
@Consumes(MediaType.WILDCARD)
@Tag(name = "Connect page")
public class ConnectLinkResource {

  private final ConnectLinks links;
  private final ConnectLinkSettings settings;
  private final CurrentEnvironment environment;

  ConnectLinkResource(
      ConnectLinks links, ConnectLinkSettings settings, CurrentEnvironment environment) {
    this.links = links;
    this.settings = settings;
    this.environment = environment;
  }

  /** A link at which one subscriber manages their chat apps. */
  @POST
  @Cancellable(false)
  @Operation(
      operationId = "createConnectLink",
      summary = "Make a link to the connect page",
      description =
          "Send the subscriber's browser there. The page lists the environment's active chat integrations with their state for this subscriber and exactly this context, and connects, links and disconnects them. The link opens one visit.")
  @ResponseStatus(201)
  public Uni<Data<ConnectLinkView>> create(JsonBody body) {
    return links.create(environment.get(), ConnectLinkRequest.read(body, settings)).map(Data::new);
  }
}
