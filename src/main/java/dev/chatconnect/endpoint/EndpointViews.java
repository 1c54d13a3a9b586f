package dev.chatconnect.endpoint;

import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.integration.IntegrationNames;
import dev.chatconnect.paging.Page;
import dev.chatconnect.web.ListEnvelope;
import io.smallrye.mutiny.Uni;

/** Makes the outward form of endpoints, with present integration names. */
@Singleton
class EndpointViews {

  private final IntegrationNames names;

  EndpointViews(IntegrationNames names) {
    this.names = names;
  }

  Uni<EndpointView> view(Environment environment, ChannelEndpoint endpoint) {
    return names
        .of(environment, List.of(endpoint.integrationId()))
        .map(found -> EndpointView.of(endpoint, name(endpoint, found)));
  }

  Uni<ListEnvelope<EndpointView>> view(Environment environment, Page<ChannelEndpoint> page) {
    var ids = page.items().stream().map(ChannelEndpoint::integrationId).distinct().toList();
    return names
        .of(environment, ids)
        .map(
            found ->
                ListEnvelope.of(
                    page, endpoint -> EndpointView.listed(endpoint, name(endpoint, found))));
  }

  private static String name(ChannelEndpoint endpoint, Map<String, String> names) {
    return names.getOrDefault(endpoint.integrationId(), endpoint.integrationIdentifier());
  }
}
