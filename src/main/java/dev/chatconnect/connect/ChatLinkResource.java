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
import org.jboss.resteasy.reactive.server.Cancellable;

/** Hands out URLs at which subscribers link their chat, for providers without OAuth for users. */
@Path("/v1/integrations/channel-endpoints/link")
@RolesAllowed(ApiKeyAuthentication.ROLE)
@Consumes(MediaType.WILDCARD)
@Tag(name = "OAuth")
public class ChatLinkResource {

  private final ChatLinks links;
  private final CurrentEnvironment environment;

  ChatLinkResource(ChatLinks links, CurrentEnvironment environment) {
    this.links = links;
    this.environment = environment;
  }

  /** The URL at which a subscriber links their chat. */
  @POST
  @Cancellable(false)
  @Operation(
      operationId = "linkChat",
      summary = "Make a URL that links a subscriber through a chat",
      description =
          "For providers whose users are linked by talking to the app instead of by OAuth.")
  public Uni<Data<ChatLinkView>> link(JsonBody body) {
    var request = LinkChatRequest.read(body);
    return links
        .create(environment.get(), request)
        .map(offer -> new Data<>(ChatLinkView.of(offer)));
  }
}
