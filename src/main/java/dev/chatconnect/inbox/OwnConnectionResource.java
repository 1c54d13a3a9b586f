package dev.chatconnect.inbox;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import dev.chatconnect.connection.ConnectionMode;
import dev.chatconnect.connection.CreateConnectionRequest;
import dev.chatconnect.connection.WorkspaceFields;
import dev.chatconnect.integration.ProviderIds;
import dev.chatconnect.web.Data;
import dev.chatconnect.web.JsonBody;
import dev.chatconnect.web.QueryFields;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Channel connections of the subscriber in the browser. */
@Path(OwnJourneyResource.ROOT)
@RolesAllowed(SubscriberAuthentication.ROLE)
@Consumes(MediaType.WILDCARD)
@Tag(name = "Subscriber routes")
public class OwnConnectionResource {

  private final OwnConnections connections;
  private final WorkspaceFields workspaces;
  private final ProviderIds providers;
  private final CurrentSession current;

  OwnConnectionResource(
      OwnConnections connections,
      WorkspaceFields workspaces,
      ProviderIds providers,
      CurrentSession current) {
    this.connections = connections;
    this.workspaces = workspaces;
    this.providers = providers;
    this.current = current;
  }

  /** A page of connections, newest first unless asked otherwise. */
  @GET
  @Path("channel-connections")
  @Operation(
      operationId = "listOwnConnections",
      summary = "List the subscriber's connections",
      description =
          "The subscriber's own connections and those shared within the context of the session. Subscriber and context are the session's, whatever the query says.")
  public Uni<SubscriberList<OwnConnectionView>> list(UriInfo uri) {
    var query = OwnConnectionsQuery.read(QueryFields.of(uri), providers);
    return connections
        .page(current.get(), query)
        .map(page -> SubscriberList.of(page, OwnConnectionView::of));
  }

  /** A connection, in both forms that clients read. */
  @GET
  @Path("channel-connections/{identifier:.+}")
  @Operation(
      operationId = "getOwnConnection",
      summary = "Get a connection of the subscriber",
      description =
          "An own or a shared one. The fields come twice, in `data` and beside it, since the published browser SDK reads them there.")
  public Uni<OwnConnectionView.InBothForms> get(String identifier, UriInfo uri) {
    var query = QueryFields.of(uri);
    var mode = query.oneOf("connectionMode", ConnectionMode.class);
    query.verify();
    return connections
        .find(current.get(), identifier, mode)
        .map(OwnConnectionView::of)
        .map(OwnConnectionView.InBothForms::of);
  }

  /** Creates a connection of the subscriber from a token that the browser has. */
  @POST
  @Path("channel-connections")
  @ResponseStatus(201)
  @Cancellable(false)
  @Operation(
      operationId = "createOwnConnection",
      summary = "Create a connection of the subscriber from a token",
      description =
          "For a token that the browser has already; people connect through an OAuth URL. It always belongs to the subscriber of the session, never to a context alone. An `identifier` under which the button of somebody else connects (`chconn-slack-default-<subscriberId>`) answers 403.")
  public Uni<Data<OwnConnectionView>> create(JsonBody body) {
    var session = current.get();
    var request =
        CreateConnectionRequest.read(body.with("subscriberId", session.subscriberId()), workspaces);
    CreationBounds.requireConnection(body);
    return connections
        .create(session, request)
        .map(created -> new Data<>(OwnConnectionView.of(created)));
  }

  /** Removes a connection and the endpoints that deliver through it. */
  @DELETE
  @Path("channel-connections/{identifier:.+}")
  @Cancellable(false)
  @Operation(
      operationId = "deleteOwnConnection",
      summary = "Delete a connection of the subscriber",
      description =
          "Removes the endpoints that deliver through it too, and takes the grant back at the provider. A shared connection answers 403: it is everybody's.")
  public Uni<Void> delete(String identifier) {
    return connections.remove(current.get(), identifier);
  }
}
