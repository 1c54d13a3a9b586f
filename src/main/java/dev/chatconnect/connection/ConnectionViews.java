package dev.chatconnect.connection;

import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.integration.IntegrationNames;
import dev.chatconnect.paging.Page;
import dev.chatconnect.web.ListEnvelope;
import io.smallrye.mutiny.Uni;

/** Makes the outward form of connections: present integration names, masked tokens. */
@Singleton
class ConnectionViews {

  private final IntegrationNames names;
  private final boolean revealTokens;

  ConnectionViews(IntegrationNames names, ApiSettings settings) {
    this.names = names;
    this.revealTokens = settings.revealTokens();
  }

  /** The form of a connection that names its integration as it is called now. */
  ConnectionView viewOfNew(ChannelConnection connection) {
    return ConnectionView.of(connection, connection.integrationIdentifier(), revealTokens);
  }

  Uni<ConnectionView> view(Environment environment, ChannelConnection connection) {
    return names
        .of(environment, List.of(connection.owner().integrationId()))
        .map(found -> view(connection, found));
  }

  Uni<ListEnvelope<ConnectionView>> view(Environment environment, Page<ChannelConnection> page) {
    var ids = page.items().stream().map(item -> item.owner().integrationId()).distinct().toList();
    return names
        .of(environment, ids)
        .map(found -> ListEnvelope.of(page, connection -> listed(connection, found)));
  }

  private ConnectionView view(ChannelConnection connection, Map<String, String> integrationNames) {
    return ConnectionView.of(connection, name(connection, integrationNames), revealTokens);
  }

  /** One of many: a token that nobody can read is left out, not the others with it. */
  private ConnectionView listed(
      ChannelConnection connection, Map<String, String> integrationNames) {
    var reveal = revealTokens && connection.sealedTokens().tryOpen().isPresent();
    return ConnectionView.of(connection, name(connection, integrationNames), reveal);
  }

  private static String name(ChannelConnection connection, Map<String, String> integrationNames) {
    return integrationNames.getOrDefault(
        connection.owner().integrationId(), connection.integrationIdentifier());
  }
}
