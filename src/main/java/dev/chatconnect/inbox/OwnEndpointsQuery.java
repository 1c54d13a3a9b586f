package dev.chatconnect.inbox;

import java.util.Optional;

import dev.chatconnect.endpoint.EndpointFilter;
import dev.chatconnect.integration.Channel;
import dev.chatconnect.integration.ProviderIds;
import dev.chatconnect.paging.PageRequest;
import dev.chatconnect.web.QueryFields;

/**
 * The query of {@code GET /v1/inbox/channel-endpoints}; subscriber and context are the session's.
 */
record OwnEndpointsQuery(
    PageRequest page,
    Optional<String> connectionIdentifier,
    Optional<Channel> channel,
    Optional<String> providerId,
    Optional<String> integrationIdentifier) {

  private static final String COMMAND = "ListChannelEndpointsCommand";

  static OwnEndpointsQuery read(QueryFields query, ProviderIds providers) {
    var connection = query.string("connectionIdentifier").filter(id -> !id.isEmpty());
    var channel = query.oneOf("channel", Channel.class);
    var provider = providers.read(query);
    var integration = query.string("integrationIdentifier").filter(id -> !id.isEmpty());
    return new OwnEndpointsQuery(
        query.page(COMMAND).uncounted(), connection, channel, provider, integration);
  }

  EndpointFilter filter(SubscriberSession session, Optional<String> integrationId) {
    return new EndpointFilter(
        session.subscriber(),
        connectionIdentifier,
        integrationId,
        providerId,
        channel.map(Channel::wire),
        Optional.of(session.contextKeys()));
  }
}
