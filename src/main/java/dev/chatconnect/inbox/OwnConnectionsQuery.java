package dev.chatconnect.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.chatconnect.connection.ConnectionFilter;
import dev.chatconnect.connection.ConnectionMode;
import dev.chatconnect.integration.Channel;
import dev.chatconnect.integration.ProviderIds;
import dev.chatconnect.paging.PageRequest;
import dev.chatconnect.web.QueryFields;

/**
 * The query of {@code GET /v1/inbox/channel-connections}; subscriber and context are the session's.
 */
record OwnConnectionsQuery(
    PageRequest page,
    Optional<ConnectionMode> mode,
    Optional<Channel> channel,
    Optional<String> providerId,
    Optional<String> integrationIdentifier) {

  private static final String COMMAND = "ListChannelConnectionsCommand";

  static OwnConnectionsQuery read(QueryFields query, ProviderIds providers) {
    var mode = query.oneOf("connectionMode", ConnectionMode.class);
    var channel = query.oneOf("channel", Channel.class);
    var provider = providers.read(query);
    var integration = query.string("integrationIdentifier").filter(id -> !id.isEmpty());
    return new OwnConnectionsQuery(
        query.page(COMMAND).uncounted(), mode, channel, provider, integration);
  }

  /** Own connections, shared ones, or both. */
  List<ConnectionFilter> filters(SubscriberSession session, Optional<String> integrationId) {
    var filters = new ArrayList<ConnectionFilter>();
    if (mode.filter(ConnectionMode.SHARED::equals).isEmpty()) {
      filters.add(filter(session, session.subscriber(), false, integrationId));
    }
    if (mode.filter(ConnectionMode.SUBSCRIBER::equals).isEmpty()) {
      filters.add(filter(session, Optional.empty(), true, integrationId));
    }
    return filters;
  }

  private ConnectionFilter filter(
      SubscriberSession session,
      Optional<String> subscriber,
      boolean shared,
      Optional<String> integrationId) {
    return new ConnectionFilter(
        subscriber,
        shared,
        integrationId,
        providerId,
        channel.map(Channel::wire),
        Optional.of(session.contextKeys()));
  }
}
