package dev.chatconnect.connect;

import java.net.URI;
import java.util.List;

import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.ProviderDescriptor;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A provider of this build, as its route answers it. */
@Schema(name = "Provider")
record ProviderView(
    @Schema(description = "`providerId` of its integrations", examples = "slack") String id,
    @Schema(description = "Name for people", examples = "Slack") String displayName,
    @Schema(description = "What its OAuth journeys can do: `connect`, `link_user`")
        List<String> modes,
    @Schema(description = "Types of the channel endpoints that its journeys make")
        List<String> endpointTypes,
    @Schema(description = "Credential fields without which no journey works")
        List<String> requiredCredentials,
    @Schema(description = "Where an app is registered") URI setupUrl,
    @Schema(description = "What to register there as redirect URI, byte for byte")
        URI redirectUri) {

  static ProviderView of(ProviderDescriptor provider, URI redirectUri) {
    return new ProviderView(
        provider.id(),
        provider.displayName(),
        provider.modes().stream().sorted().map(ConnectMode::wire).toList(),
        provider.endpointTypes(),
        provider.requiredCredentials(),
        provider.setupUrl(),
        redirectUri);
  }
}
