package dev.chatconnect.notice;

import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatconnect.connect.EventsUrl;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.EventRequest;
import dev.chatconnect.provider.ProviderCatalog;
import dev.chatconnect.web.ErrorCode;
import dev.chatconnect.web.JsonBody;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Where providers send their events. Public: the signature is the credential. */
@Path(EventsUrl.PATH)
@Consumes(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "Providers")
public class NoticeResource {

  private final ProviderCatalog providers;
  private final Notices notices;
  private final ObjectMapper json;

  NoticeResource(ProviderCatalog providers, Notices notices, ObjectMapper json) {
    this.providers = providers;
    this.notices = notices;
    this.json = json;
  }

  /** Takes an event that is for whichever integrations hold the secret it is signed with. */
  @POST
  @Cancellable(false)
  @Operation(
      operationId = "receiveProviderEvent",
      summary = "Receive an event of a provider",
      description =
          "To be registered at the provider as the URL for its events. An event is for every active integration of the provider, in all environments, with whose secret it is signed.")
  public Uni<Map<String, String>> receive(
      String providerId, @Context HttpHeaders headers, @Context UriInfo uri, byte[] body) {
    return receive(providerId, Optional.empty(), headers, uri, body);
  }

  /** The same for one integration. */
  @POST
  @Path("{integrationId}")
  @Cancellable(false)
  @Operation(
      operationId = "receiveIntegrationEvent",
      summary = "Receive an event for one integration",
      description = "As without the integration in the path, but it can be for no other.")
  public Uni<Map<String, String>> receiveForIntegration(
      String providerId,
      String integrationId,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      byte[] body) {
    return receive(providerId, Optional.of(integrationId), headers, uri, body);
  }

  private Uni<Map<String, String>> receive(
      String providerId,
      Optional<String> integrationId,
      HttpHeaders headers,
      UriInfo uri,
      byte[] body) {
    var provider =
        providers
            .find(providerId)
            .filter(found -> found.events().isPresent())
            .orElseThrow(
                () -> ErrorCode.ROUTE_NOT_FOUND.with("POST", uri.getRequestUri().getRawPath()));
    if (body.length > JsonBody.MAX_BYTES) {
      throw ErrorCode.PAYLOAD_TOO_LARGE.with();
    }
    return answer(
        provider, integrationId, new EventRequest(headers.getRequestHeaders(), body, json));
  }

  private Uni<Map<String, String>> answer(
      ChatProvider provider, Optional<String> integrationId, EventRequest request) {
    return notices.take(provider, integrationId, request).map(answer -> answer.orElse(Map.of()));
  }
}
