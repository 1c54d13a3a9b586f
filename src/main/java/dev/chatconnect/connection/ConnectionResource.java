package dev.chatconnect.connection;

import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import dev.chatconnect.environment.ApiKeyAuthentication;
import dev.chatconnect.environment.CurrentEnvironment;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.integration.IntegrationStore;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.web.Data;
import dev.chatconnect.web.ErrorCode;
import dev.chatconnect.web.ListEnvelope;
import dev.chatconnect.web.Page;
import dev.chatconnect.web.QueryFields;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Channel connections of the caller's environment. */
@Path("/v1/channel-connections")
@RolesAllowed(ApiKeyAuthentication.ROLE)
@Consumes(MediaType.WILDCARD)
@Tag(name = "Channel connections")
public class ConnectionResource {

  private static final String LIST_COMMAND = "ListChannelConnectionsCommand";

  private final ConnectionStore connections;
  private final ConnectionTokens tokens;
  private final ConnectionViews views;
  private final IntegrationStore integrations;
  private final CurrentEnvironment current;

  ConnectionResource(
      ConnectionStore connections,
      ConnectionTokens tokens,
      ConnectionViews views,
      IntegrationStore integrations,
      CurrentEnvironment current) {
    this.connections = connections;
    this.tokens = tokens;
    this.views = views;
    this.integrations = integrations;
    this.current = current;
  }

  /** A page of connections, newest first unless asked otherwise. */
  @GET
  public Uni<ListEnvelope<ConnectionView>> list(UriInfo uri) {
    var environment = current.get();
    var query = ListConnectionsQuery.read(QueryFields.of(uri), LIST_COMMAND);
    return page(environment, query).chain(page -> views.view(environment, page));
  }

  private Uni<Page<ChannelConnection>> page(Environment environment, ListConnectionsQuery query) {
    var keys = new RedisKeys(environment.id());
    if (query.integrationIdentifier().isEmpty()) {
      return connections.page(keys, query.filter(Optional.empty()), query.page());
    }
    return integrations
        .findByIdentifier(environment, query.integrationIdentifier().get())
        .chain(
            found ->
                found
                    .map(
                        integration ->
                            connections.page(
                                keys, query.filter(Optional.of(integration.id())), query.page()))
                    .orElseGet(() -> Uni.createFrom().item(Page.empty())));
  }

  @GET
  @Path("{identifier}")
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
  public Uni<Data<TokenView>> token(String identifier) {
    return tokens
        .usable(current.get(), identifier)
        .map(connection -> new Data<>(TokenView.of(connection)));
  }
}
