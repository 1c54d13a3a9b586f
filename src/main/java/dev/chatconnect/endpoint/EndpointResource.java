package dev.chatconnect.endpoint;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import dev.chatconnect.environment.ApiKeyAuthentication;
import dev.chatconnect.environment.CurrentEnvironment;
import dev.chatconnect.integration.IntegrationStore;
import dev.chatconnect.integration.ProviderIds;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.web.Data;
import dev.chatconnect.web.ErrorCode;
import dev.chatconnect.web.Fields;
import dev.chatconnect.web.JsonBody;
import dev.chatconnect.web.ListEnvelope;
import dev.chatconnect.web.QueryFields;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Channel endpoints of the caller's environment. */
@Path("/v1/channel-endpoints")
@RolesAllowed(ApiKeyAuthentication.ROLE)
@Consumes(MediaType.WILDCARD)
@Tag(name = "Channel endpoints")
public class EndpointResource {

  private static final String LIST_COMMAND = "ListChannelEndpointsCommand";

  private final EndpointStore endpoints;
  private final EndpointService service;
  private final EndpointRemoval removal;
  private final EndpointViews views;
  private final IntegrationStore integrations;
  private final ProviderIds providers;
  private final CurrentEnvironment current;

  EndpointResource(
      EndpointStore endpoints,
      EndpointService service,
      EndpointRemoval removal,
      EndpointViews views,
      IntegrationStore integrations,
      ProviderIds providers,
      CurrentEnvironment current) {
    this.endpoints = endpoints;
    this.service = service;
    this.removal = removal;
    this.views = views;
    this.integrations = integrations;
    this.providers = providers;
    this.current = current;
  }

  /** A page of endpoints, newest first unless asked otherwise. */
  @GET
  @Operation(
      operationId = "listEndpoints",
      summary = "List endpoints",
      description =
          "A page of endpoints, newest first unless asked otherwise. Filters are combined. One whose fields cannot be decrypted any more, since their key is gone, is listed with an empty `endpoint`.")
  public Uni<ListEnvelope<EndpointView>> list(UriInfo uri) {
    var environment = current.get();
    var query = ListEndpointsQuery.read(QueryFields.of(uri), LIST_COMMAND, providers);
    var keys = new RedisKeys(environment.id());
    return integrations
        .pageOf(
            environment,
            query.integrationIdentifier(),
            integration -> endpoints.page(keys, query.filter(integration), query.page()))
        .chain(page -> views.view(environment, page));
  }

  @GET
  @Path("{identifier}")
  @Operation(operationId = "getEndpoint", summary = "Get an endpoint")
  public Uni<Data<EndpointView>> get(String identifier) {
    var environment = current.get();
    return endpoints
        .find(new RedisKeys(environment.id()), identifier)
        .map(found -> found.orElseThrow(() -> ErrorCode.ENDPOINT_NOT_FOUND.with(identifier)))
        .chain(endpoint -> views.view(environment, endpoint))
        .map(Data::new);
  }

  /** Creates an endpoint. */
  @POST
  @ResponseStatus(201)
  @Cancellable(false)
  @Operation(
      operationId = "createEndpoint",
      summary = "Create an endpoint",
      description = "The fields of `endpoint` depend on its type.")
  public Uni<Data<EndpointView>> create(JsonBody body) {
    var environment = current.get();
    return service
        .create(environment, CreateEndpointRequest.read(body))
        .chain(created -> views.view(environment, created))
        .map(Data::new);
  }

  /** Replaces the fields of an endpoint. */
  @PATCH
  @Path("{identifier}")
  @Cancellable(false)
  @Operation(
      operationId = "updateEndpoint",
      summary = "Replace the fields of an endpoint",
      description = "The fields must fit the type, which never changes.")
  public Uni<Data<EndpointView>> update(String identifier, JsonBody body) {
    var environment = current.get();
    var fields = Fields.of(body);
    var endpoint = fields.requiredTree("endpoint");
    fields.verify();
    return service
        .update(environment, identifier, endpoint.orElseThrow())
        .chain(updated -> views.view(environment, updated))
        .map(Data::new);
  }

  @DELETE
  @Path("{identifier}")
  @Cancellable(false)
  @Operation(operationId = "deleteEndpoint", summary = "Delete an endpoint")
  public Uni<Void> delete(String identifier) {
    return removal
        .remove(new RedisKeys(current.get().id()), identifier)
        .invoke(
            removed -> {
              if (!removed) {
                throw ErrorCode.ENDPOINT_NOT_FOUND.with(identifier);
              }
            })
        .replaceWithVoid();
  }
}
