package dev.chatconnect.connect;

import java.net.URI;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.ConnectMode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A provider of this build, as its route answers it. */
@Schema(
    name = "Provider",
    requiredProperties = {
      "id",
      "displayName",
      "modes",
      "chatLinking",
      "endpointTypes",
      "requiredCredentials",
      "setupUrl"
    })
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProviderView(
    @Schema(description = "`providerId` of its integrations", examples = "slack") String id,
    @Schema(description = "Name for people", examples = "Slack") String displayName,
    @Schema(description = "What its OAuth journeys can do: `connect`, `link_user`")
        List<String> modes,
    @Schema(
            description =
                "Whether users are linked in a chat, by `POST /v1/integrations/channel-endpoints/link`")
        boolean chatLinking,
    @Schema(description = "Types of the channel endpoints that its journeys and chats make")
        List<String> endpointTypes,
    @Schema(description = "Credential fields without which no journey works")
        List<String> requiredCredentials,
    @Schema(description = "Where an app is registered") URI setupUrl,
    @Schema(
            description =
                "What to register there as redirect URI, byte for byte; absent where no journey comes"
                    + " back to one")
        @Nullable URI redirectUri) {

  static ProviderView of(ChatProvider chat, URI redirectUri) {
    var provider = chat.descriptor();
    return new ProviderView(
        provider.id(),
        provider.displayName(),
        provider.modes().stream().sorted().map(ConnectMode::wire).toList(),
        chat.chatLink().isPresent(),
        provider.endpointTypes(),
        provider.requiredCredentials(),
        provider.setupUrl(),
        provider.modes().isEmpty() ? null : redirectUri);
  }
}
