package dev.chatconnect.integration;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

import dev.chatconnect.environment.ApiKeyAuthentication;
import dev.chatconnect.environment.CurrentEnvironment;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.Data;
import dev.chatconnect.web.JsonBody;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Integrations of the caller's environment. */
@Path("/v1/integrations")
@RolesAllowed(ApiKeyAuthentication.ROLE)
@Consumes(MediaType.WILDCARD)
@Tag(name = "Integrations")
public class IntegrationResource {

  private final IntegrationService service;
  private final ReadableIntegrations readable;
  private final CurrentEnvironment current;

  IntegrationResource(
      IntegrationService service, ReadableIntegrations readable, CurrentEnvironment current) {
    this.service = service;
    this.readable = readable;
    this.current = current;
  }

  @GET
  @Operation(
      operationId = "listIntegrations",
      summary = "List integrations",
      description =
          "All of them, oldest first, without their credentials. One whose credentials cannot be"
              + " decrypted is left out; the log of the service names it.")
  public Uni<Data<List<IntegrationView>>> list() {
    var environment = current.get();
    return readable.list(environment).map(all -> views(environment, all));
  }

  @GET
  @Path("active")
  @Operation(operationId = "listActiveIntegrations", summary = "List active integrations")
  public Uni<Data<List<IntegrationView>>> listActive() {
    var environment = current.get();
    return readable
        .list(environment)
        .map(all -> views(environment, all.stream().filter(Integration::active).toList()));
  }

  @POST
  @ResponseStatus(201)
  @Cancellable(false)
  @Operation(
      operationId = "createIntegration",
      summary = "Create an integration",
      description = "Credentials go in and never come out.")
  public Uni<Data<IntegrationView>> create(JsonBody body) {
    var environment = current.get();
    return service
        .create(environment, CreateIntegrationRequest.read(body))
        .map(created -> view(environment, created));
  }

  @PUT
  @Path("{integrationId}")
  @Cancellable(false)
  @Operation(
      operationId = "updateIntegration",
      summary = "Change an integration",
      description = "What is absent stays; credentials are replaced as a whole.")
  public Uni<Data<IntegrationView>> update(String integrationId, JsonBody body) {
    var environment = current.get();
    var request = UpdateIntegrationRequest.read(body);
    requireId("UpdateIntegrationCommand", integrationId);
    return service
        .update(environment, integrationId, request)
        .map(updated -> view(environment, updated));
  }

  @DELETE
  @Path("{integrationId}")
  @Cancellable(false)
  @Operation(
      operationId = "deleteIntegration",
      summary = "Delete an integration",
      description = "Answers the remaining integrations.")
  public Uni<Data<List<IntegrationView>>> delete(String integrationId) {
    var environment = current.get();
    requireId("RemoveIntegrationCommand", integrationId);
    return service
        .delete(environment, integrationId)
        .map(remaining -> views(environment, remaining));
  }

  @POST
  @Path("{integrationId}/set-primary")
  @Cancellable(false)
  @Operation(
      operationId = "setPrimaryIntegration",
      summary = "Make an integration the primary one of its channel",
      description = "Only for e-mail and SMS.")
  public Uni<Data<IntegrationView>> setPrimary(String integrationId) {
    var environment = current.get();
    requireId("SetIntegrationAsPrimaryCommand", integrationId);
    return service
        .setPrimary(environment, integrationId)
        .map(primary -> view(environment, primary));
  }

  private static void requireId(String command, String id) {
    if (!ObjectIds.isValid(id)) {
      throw ApiException.command(
          command, "integrationId", List.of("integrationId must be a mongodb id"), id);
    }
  }

  private static Data<IntegrationView> view(Environment environment, Integration integration) {
    return new Data<>(IntegrationView.of(environment, integration));
  }

  private static Data<List<IntegrationView>> views(
      Environment environment, List<Integration> integrations) {
    return new Data<>(
        integrations.stream()
            .map(integration -> IntegrationView.of(environment, integration))
            .toList());
  }
}
