package dev.chatconnect.connect;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import dev.chatconnect.connection.ChannelConnection;
import dev.chatconnect.connection.ConnectionDraft;
import dev.chatconnect.connection.ConnectionMode;
import dev.chatconnect.connection.Owner;
import dev.chatconnect.connection.OwnerRules;
import dev.chatconnect.endpoint.EndpointDraft;
import dev.chatconnect.endpoint.EndpointType;
import dev.chatconnect.integration.Integration;
import dev.chatconnect.provider.PlatformUser;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderResult.WebhookGranted;
import dev.chatconnect.provider.ProviderResult.WorkspaceConnected;
import dev.chatconnect.provider.Workspace;
import dev.chatconnect.web.WireEnum;

/**
 * What a journey's result becomes: drafts of the records to write.
 *
 * @param integration of the journey
 * @param journey what was asked for
 */
record JourneyDrafts(Integration integration, AuthorizationState journey) {

  /** The connection of a granted workspace. */
  ConnectionDraft connection(WorkspaceConnected granted) {
    var shared = journey.connectionMode().filter(ConnectionMode.SHARED::equals).isPresent();
    var subscriber = shared ? Optional.<String>empty() : journey.subscriberId();
    return new ConnectionDraft(
        journey.connectionIdentifier(),
        new Owner(integration.id(), subscriber, journey.contextKeys()),
        integration.identifier(),
        integration.providerId(),
        integration.channelOrChat(),
        fields(granted.workspace()),
        granted.tokens(),
        granted.grant());
  }

  /** Fails for a connection that the journey must not renew. */
  Consumer<ChannelConnection> replaceable() {
    return journey.byBrowser() ? OwnerRules::requireReplaceable : any -> {};
  }

  /** The endpoint of the installer; empty unless the journey asked for it and the user is known. */
  Optional<EndpointDraft> installer(WorkspaceConnected granted, String connectionIdentifier) {
    return journey.autoLinkUser() && journey.subscriberId().isPresent()
        ? granted.installer().map(user -> user(user, Optional.of(connectionIdentifier)))
        : Optional.empty();
  }

  /** The endpoint of a user who proved who they are. */
  EndpointDraft user(PlatformUser user, Optional<String> connectionIdentifier) {
    var type =
        WireEnum.find(EndpointType.class, user.endpointType())
            .orElseThrow(() -> new IllegalStateException("unknown endpoint type"));
    return endpoint(type, Map.copyOf(user.endpoint()), connectionIdentifier);
  }

  /** The endpoint of a granted webhook. */
  EndpointDraft webhook(WebhookGranted granted) {
    var fields = new HashMap<String, Object>();
    fields.put("url", granted.url());
    granted.channel().ifPresent(channel -> fields.put("channel", channel));
    return endpoint(EndpointType.WEBHOOK, fields, Optional.empty());
  }

  private EndpointDraft endpoint(
      EndpointType type, Map<String, Object> fields, Optional<String> connectionIdentifier) {
    return new EndpointDraft(
        Optional.empty(),
        integration.id(),
        integration.identifier(),
        integration.providerId(),
        integration.channelOrChat(),
        connectionIdentifier,
        subscriber(),
        journey.contextKeys(),
        type,
        fields,
        true);
  }

  private String subscriber() {
    return journey
        .subscriberId()
        .orElseThrow(
            () ->
                new ProviderException(
                    ProviderException.Kind.REFUSED,
                    "subscriber_missing",
                    "subscriberId is required for what was granted"));
  }

  private static Map<String, Object> fields(Workspace workspace) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("id", workspace.id());
    workspace.name().ifPresent(name -> fields.put("name", name));
    workspace.botUserId().ifPresent(bot -> fields.put("botUserId", bot));
    return fields;
  }
}
