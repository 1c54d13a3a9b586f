package dev.chatconnect.inbox;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import dev.chatconnect.endpoint.CreateEndpointRequest;
import dev.chatconnect.integration.ProviderIds;
import dev.chatconnect.web.Data;
import dev.chatconnect.web.JsonBody;
import dev.chatconnect.web.QueryFields;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Channel endpoints of the subscriber in the browser. */
@Path(OwnJourneyResource.ROOT)
@RolesAllowed(SubscriberAuthentication.ROLE)
@Consumes(MediaType.WILDCARD)
@Tag(name = "Subscriber routes")
public class OwnEndpointResource {

  private final OwnEndpoints endpoints;
  private final ProviderIds providers;
  private final CurrentSession current;

  OwnEndpointResource(OwnEndpoints endpoints, ProviderIds providers, CurrentSession current) {
    this.endpoints = endpoints;
    this.providers = providers;
    this.current = current;
  }

  /** A page of endpoints, newest first unless asked otherwise. */
  @GET
  @Path("channel-endpoints")
  @Operation(
      operationId = "listOwnEndpoints",
      summary = "List the subscriber's endpoints",
      description =
          "Endpoints in the context of the session. Subscriber and context are the session's, whatever the query says.")
  public Uni<SubscriberList<OwnEndpointView>> list(UriInfo uri) {
    var query = OwnEndpointsQuery.read(QueryFields.of(uri), providers);
    return endpoints
        .page(current.get(), query)
        .map(page -> SubscriberList.of(page, OwnEndpointView::of));
  }

  @GET
  @Path("channel-endpoints/{identifier:.+}")
  @Operation(operationId = "getOwnEndpoint", summary = "Get an endpoint of the subscriber")
  public Uni<Data<OwnEndpointView>> get(String identifier) {
    return endpoints
        .find(current.get(), identifier)
        .map(endpoint -> new Data<>(OwnEndpointView.of(endpoint)));
  }

  /** Creates an endpoint of the subscriber. */
  @POST
  @Path("channel-endpoints")
  @ResponseStatus(201)
  @Cancellable(false)
  @Operation(
      operationId = "createOwnEndpoint",
      summary = "Create an endpoint of the subscriber",
      description =
          "A channel or room of a connected workspace. Types that name a person or a URL answer 403, unless the deployment allows them.")
  public Uni<Data<OwnEndpointView>> create(JsonBody body) {
    var session = current.get();
    var request = CreateEndpointRequest.read(body.with("subscriberId", session.subscriberId()));
    CreationBounds.requireEndpoint(body);
    return endpoints
        .create(session, request)
        .map(created -> new Data<>(OwnEndpointView.of(created)));
  }

  @DELETE
  @Path("channel-endpoints/{identifier:.+}")
  @Cancellable(false)
  @Operation(operationId = "deleteOwnEndpoint", summary = "Delete an endpoint of the subscriber")
  public Uni<Void> delete(String identifier) {
    return endpoints.remove(current.get(), identifier);
  }
}
