package dev.chatconnect.connection;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
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
import io.vertx.core.http.HttpServerResponse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Channel connections of the caller's environment. */
@Path("/v1/channel-connections")
@RolesAllowed(ApiKeyAuthentication.ROLE)
@Consumes(MediaType.WILDCARD)
@Tag(name = "Channel connections")
public class ConnectionResource {

  private static final String REVOCATION_HEADER = "Chat-Connect-Revocation";

  private static final String LIST_COMMAND = "ListChannelConnectionsCommand";

  private final ConnectionStore connections;
  private final ConnectionService service;
  private final ConnectionRemoval removal;
  private final WorkspaceFields workspaces;
  private final ConnectionTokens tokens;
  private final TokenRotation rotation;
  private final ConnectionCheck check;
  private final ConnectionViews views;
  private final IntegrationStore integrations;
  private final ProviderIds providers;
  private final CurrentEnvironment current;

  ConnectionResource(
      ConnectionStore connections,
      ConnectionService service,
      ConnectionRemoval removal,
      WorkspaceFields workspaces,
      ConnectionTokens tokens,
      TokenRotation rotation,
      ConnectionCheck check,
      ConnectionViews views,
      IntegrationStore integrations,
      ProviderIds providers,
      CurrentEnvironment current) {
    this.connections = connections;
    this.service = service;
    this.removal = removal;
    this.workspaces = workspaces;
    this.tokens = tokens;
    this.rotation = rotation;
    this.check = check;
    this.views = views;
    this.integrations = integrations;
    this.providers = providers;
    this.current = current;
  }

  /** A page of connections, newest first unless asked otherwise. */
  @GET
  @Operation(
      operationId = "listConnections",
      summary = "List connections",
      description =
          "A page of connections, newest first unless asked otherwise. Filters are combined.")
  public Uni<ListEnvelope<ConnectionView>> list(UriInfo uri) {
    var environment = current.get();
    var query = ListConnectionsQuery.read(QueryFields.of(uri), LIST_COMMAND, providers);
    var keys = new RedisKeys(environment.id());
    return integrations
        .pageOf(
            environment,
            query.integrationIdentifier(),
            integration -> connections.page(keys, query.filter(integration), query.page()))
        .chain(page -> views.view(environment, page));
  }

  @GET
  @Path("{identifier}")
  @Operation(
      operationId = "getConnection",
      summary = "Get a connection",
      description = "The access token is masked unless the deployment reveals tokens.")
  public Uni<Data<ConnectionView>> get(String identifier) {
    var environment = current.get();
    return connections
        .find(new RedisKeys(environment.id()), identifier)
        .map(found -> found.orElseThrow(() -> ErrorCode.CONNECTION_NOT_FOUND.with(identifier)))
        .chain(connection -> views.view(environment, connection))
        .map(Data::new);
  }

  /** A token that can be used now. */
  @POST
  @Path("{identifier}/token")
  @Cancellable(false)
  @Operation(
      operationId = "getConnectionToken",
      summary = "Get a usable access token",
      description =
          "Refreshes the token first where it is about to expire. A connection whose token cannot be used any more answers 409. `subscriberId` and `contextKeys` say whose token it is: compare them where the identifier comes from a browser.")
  public Uni<Data<TokenView>> token(String identifier) {
    return tokens
        .usable(current.get(), identifier)
        .map(connection -> new Data<>(TokenView.of(connection)));
  }

  /** A token that is rotated instead of one that does not end. */
  @POST
  @Path("{identifier}/token/rotate")
  @Cancellable(false)
  @Operation(
      operationId = "rotateConnectionToken",
      summary = "Begin token rotation",
      description =
          "Exchanges a token that does not end for one that does and a refresh token, for apps that turned on token rotation after the workspace was connected (Slack). From then on the token is renewed before it ends. A connection that rotates already answers as it is.")
  public Uni<Data<ConnectionView>> rotate(String identifier) {
    var environment = current.get();
    return rotation
        .begin(environment, identifier)
        .chain(connection -> views.view(environment, connection))
        .map(Data::new);
  }

  /** Whether the provider still accepts the connection. */
  @POST
  @Path("{identifier}/verify")
  @Cancellable(false)
  @Operation(
      operationId = "verifyConnection",
      summary = "Ask the provider whether a connection works",
      description =
          "Refreshes the token first where it is about to expire. A connection that the provider rejects answers 502, and its status is `revoked` from then on.")
  public Uni<Data<ConnectionView>> verify(String identifier) {
    var environment = current.get();
    return check
        .verify(environment, identifier)
        .chain(connection -> views.view(environment, connection))
        .map(Data::new);
  }

  /** Creates a connection from a token that the caller has. */
  @POST
  @ResponseStatus(201)
  @Cancellable(false)
  @Operation(
      operationId = "createConnection",
      summary = "Create a connection from a token",
      description =
          "For a token that you have already; people connect through an OAuth URL. One connection per integration, owner and context.")
  public Uni<Data<ConnectionView>> create(JsonBody body) {
    return service
        .create(current.get(), CreateConnectionRequest.read(body, workspaces))
        .map(created -> new Data<>(views.viewOfNew(created)));
  }

  /** Replaces workspace and token of a connection. */
  @PATCH
  @Path("{identifier}")
  @Cancellable(false)
  @Operation(
      operationId = "updateConnection",
      summary = "Replace workspace and token",
      description =
          "Integration, owner, context and identifier never change. An empty `accessToken` without a"
              + " `refreshToken`, as answers show it, keeps the token. A connection whose token stays"
              + " keeps its status too.")
  public Uni<Data<ConnectionView>> update(String identifier, JsonBody body) {
    var environment = current.get();
    var fields = Fields.of(body);
    var workspace = workspaces.read(fields);
    var auth = ConnectionAuth.read(fields);
    fields.verify();
    return service
        .update(environment, identifier, workspace, auth)
        .chain(updated -> views.view(environment, updated))
        .map(Data::new);
  }

  /** Removes a connection and the endpoints that deliver through it. */
  @DELETE
  @Path("{identifier}")
  @Cancellable(false)
  @Operation(
      operationId = "deleteConnection",
      summary = "Delete a connection",
      description =
          "Removes the endpoints that deliver through it too, and takes the grant back at the provider. The header `Chat-Connect-Revocation` says whether that worked: `revoked`, `unsupported`, `failed`, or `shared` when another connection still uses the workspace through the same integration, so that the grant was left alone.")
  public Uni<Void> delete(String identifier, @Context HttpServerResponse response) {
    return removal
        .remove(current.get(), identifier)
        .invoke(outcome -> response.putHeader(REVOCATION_HEADER, outcome.wire()))
        .replaceWithVoid();
  }
}
