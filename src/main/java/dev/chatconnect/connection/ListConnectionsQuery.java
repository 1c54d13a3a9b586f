package dev.chatconnect.connection;

import java.util.List;
import java.util.Optional;

import dev.chatconnect.integration.Channel;
import dev.chatconnect.integration.ProviderIds;
import dev.chatconnect.paging.PageRequest;
import dev.chatconnect.web.QueryFields;

/** The query of {@code GET /v1/channel-connections}. */
record ListConnectionsQuery(
    PageRequest page,
    Optional<String> subscriberId,
    Optional<ConnectionMode> connectionMode,
    Optional<Channel> channel,
    Optional<String> providerId,
    Optional<String> integrationIdentifier,
    Optional<List<String>> contextKeys) {

  static ListConnectionsQuery read(QueryFields query, String command, ProviderIds providers) {
    var subscriberId = query.string("subscriberId").filter(id -> !id.isEmpty());
    var mode = query.oneOf("connectionMode", ConnectionMode.class);
    var channel = query.oneOf("channel", Channel.class);
    var providerId = providers.read(query);
    var integration = query.string("integrationIdentifier").filter(id -> !id.isEmpty());
    var contextKeys = query.strings("contextKeys");
    return new ListConnectionsQuery(
        query.page(command), subscriberId, mode, channel, providerId, integration, contextKeys);
  }

  /**
   * What the query asks the store. A subscriber alone means that subscriber's own connections; a
   * mode without a subscriber means nothing.
   */
  ConnectionFilter filter(Optional<String> integrationId) {
    var shared =
        subscriberId.isPresent()
            && connectionMode.filter(ConnectionMode.SHARED::equals).isPresent();
    return new ConnectionFilter(
        shared ? Optional.empty() : subscriberId,
        shared,
        integrationId,
        providerId,
        channel.map(Channel::wire),
        contextKeys.map(keys -> keys.stream().sorted().distinct().toList()));
  }
}
