package dev.chatconnect.connect;

import java.net.URI;
import java.time.Clock;

import jakarta.inject.Singleton;

import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.Credentials;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/**
 * Sends the browser straight on from a new connection to linking its subscriber, where the caller
 * asked for that and the provider cannot tell who connected.
 */
@Singleton
class LinkAfterConnect {

  private final JourneyStarter starter;
  private final Clock clock;

  LinkAfterConnect(JourneyStarter starter, Clock clock) {
    this.starter = starter;
    this.clock = clock;
  }

  /**
   * What follows a success: another journey, or the same success. That the second journey cannot
   * start does not undo the connection, so it is logged and no failure.
   */
  Uni<JourneyOutcome> follow(
      JourneyOutcome outcome, ChatProvider provider, Credentials credentials) {
    if (!(outcome instanceof JourneyOutcome.Success success)) {
      return Uni.createFrom().item(outcome);
    }
    var link =
        success
            .journey()
            .filter(journey -> provider.linksAfterConnect() && wantsLink(journey))
            .flatMap(
                journey ->
                    success
                        .connectionIdentifier()
                        .map(connection -> journey.linking(connection, clock.instant())));
    return link.map(next -> start(success, next, provider, credentials))
        .orElseGet(() -> Uni.createFrom().item(outcome));
  }

  private Uni<JourneyOutcome> start(
      JourneyOutcome.Success success,
      AuthorizationState link,
      ChatProvider provider,
      Credentials credentials) {
    return Uni.createFrom()
        .deferred(() -> starter.start(provider, credentials, link, JourneyStarter.Asked.USUAL))
        .<JourneyOutcome>map(
            url ->
                new JourneyOutcome.Onward(
                    success.journey(), success.connectionIdentifier(), URI.create(url)))
        .onFailure()
        .recoverWithItem(
            failure -> {
              Log.warnf(failure, "event=link_not_started provider=%s", link.providerId());
              return success;
            });
  }

  private static boolean wantsLink(AuthorizationState journey) {
    return journey.mode() == ConnectMode.CONNECT
        && journey.autoLinkUser()
        && journey.subscriberId().isPresent();
  }
}
