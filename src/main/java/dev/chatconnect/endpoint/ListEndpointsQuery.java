package dev.chatconnect.endpoint;

import java.util.List;
import java.util.Optional;

import dev.chatconnect.integration.Channel;
import dev.chatconnect.integration.ProviderIds;
import dev.chatconnect.paging.PageRequest;
import dev.chatconnect.web.QueryFields;

/** The query of {@code GET /v1/channel-endpoints}. */
record ListEndpointsQuery(
    PageRequest page,
    Optional<String> subscriberId,
    Optional<String> connectionIdentifier,
    Optional<Channel> channel,
    Optional<String> providerId,
    Optional<String> integrationIdentifier,
    Optional<List<String>> contextKeys) {

  static ListEndpointsQuery read(QueryFields query, String command, ProviderIds providers) {
    var subscriberId = query.string("subscriberId").filter(id -> !id.isEmpty());
    var connection = query.string("connectionIdentifier").filter(id -> !id.isEmpty());
    var channel = query.oneOf("channel", Channel.class);
    var providerId = providers.read(query);
    var integration = query.string("integrationIdentifier").filter(id -> !id.isEmpty());
    var contextKeys = query.strings("contextKeys");
    return new ListEndpointsQuery(
        query.page(command),
        subscriberId,
        connection,
        channel,
        providerId,
        integration,
        contextKeys);
  }

  EndpointFilter filter(Optional<String> integrationId) {
    return new EndpointFilter(
        subscriberId,
        connectionIdentifier,
        integrationId,
        providerId,
        channel.map(Channel::wire),
        contextKeys.map(keys -> keys.stream().sorted().distinct().toList()));
  }
}
