package dev.chatconnect.connect;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.integration.Integration;
import dev.chatconnect.provider.ChatProvider;
import io.smallrye.mutiny.Uni;

/**
 * Has whoever came back prove that they belong to the workspace that their answer names, where a
 * provider sends no proof along: that the workspace let the app in says nothing about them.
 */
@Singleton
class WorkspaceClaims {

  private final JourneyStarter starter;

  WorkspaceClaims(JourneyStarter starter) {
    this.starter = starter;
  }

  /**
   * The workspace that is only claimed so far; empty where the answer proves itself, or is to prove
   * a claim.
   *
   * @param parameters of the callback, without the state
   */
  Optional<String> find(
      Integration integration,
      AuthorizationState journey,
      ChatProvider provider,
      Map<String, String> parameters) {
    return journey.claimedWorkspace().isPresent()
        ? Optional.empty()
        : provider.claim(GrantExchange.response(integration, journey, parameters));
  }

  /** Goes on to the page where somebody of that workspace can sign in. */
  Uni<JourneyOutcome> prove(
      Integration integration,
      AuthorizationState journey,
      ChatProvider provider,
      String workspace) {
    return starter
        .start(
            provider,
            integration.credentials(),
            journey.claiming(workspace),
            JourneyStarter.Asked.USUAL)
        .map(url -> new JourneyOutcome.Claimed(Optional.of(journey), URI.create(url)));
  }
}
