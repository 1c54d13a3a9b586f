package dev.chatconnect.inbox;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.connect.ChatLinks;
import dev.chatconnect.connect.ConnectUrlRequest;
import dev.chatconnect.connect.ConnectUrls;
import dev.chatconnect.connect.LinkChatRequest;
import dev.chatconnect.connection.ConnectionMode;
import dev.chatconnect.provider.ChatLink;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.web.ApiException;
import io.smallrye.mutiny.Uni;

/** Starts journeys of the subscriber in the browser, in the context of their session. */
@Singleton
class OwnJourneys {

  private static final int LONGEST_URL = 2048;

  private final ConnectUrls urls;
  private final ChatLinks links;
  private final Sessions sessions;
  private final OwnConnections connections;

  OwnJourneys(ConnectUrls urls, ChatLinks links, Sessions sessions, OwnConnections connections) {
    this.urls = urls;
    this.links = links;
    this.sessions = sessions;
    this.connections = connections;
  }

  /** The URL that starts the asked journey; 404 when it is about a connection of somebody else. */
  Uni<String> start(SubscriberSession session, ConnectUrlRequest asked) {
    var request = asked.asBrowser().in(sessions.context(session, asked.context()));
    requireBounded(request.redirectUrl());
    return requireAllowed(session, request)
        .chain(() -> urls.create(session.environment(), request));
  }

  /** The URL at which the subscriber links their chat. */
  Uni<ChatLink.Offer> link(SubscriberSession session, LinkChatRequest asked) {
    return links.create(
        session.environment(), asked.asBrowser().in(sessions.context(session, asked.context())));
  }

  /** Journeys are counted, so what one of them can hold is bounded too. */
  private static void requireBounded(Optional<String> redirectUrl) {
    if (redirectUrl.filter(sent -> sent.length() > LONGEST_URL).isPresent()) {
      throw ApiException.validation(
          List.of(
              "redirectUrl must be shorter than or equal to %d characters".formatted(LONGEST_URL)));
    }
  }

  private Uni<Void> requireAllowed(SubscriberSession session, ConnectUrlRequest request) {
    var context = request.context().keys();
    if (request.mode() == ConnectMode.CONNECT) {
      var shared = request.connectionMode().filter(ConnectionMode.SHARED::equals).isPresent();
      ButtonIdentifiers.require(
          session, "connectionIdentifier", request.connectionIdentifier(), shared);
      return shared
          ? connections.requireReplaceable(session, request.integrationIdentifier(), context)
          : Uni.createFrom().voidItem();
    }
    // A link is delivered to with the connection's token, so it must be one that is seen.
    return request
        .connectionIdentifier()
        .map(identifier -> connections.find(session, identifier, context).replaceWithVoid())
        .orElseGet(() -> Uni.createFrom().voidItem());
  }
}
