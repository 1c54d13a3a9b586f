package dev.chatconnect.connect;

import java.util.Optional;

import dev.chatconnect.web.ApiException;

/** How a journey ended. */
sealed interface JourneyOutcome {

  /** The journey, where its state was valid. */
  Optional<AuthorizationState> journey();

  /**
   * Everything was granted and written.
   *
   * @param text sentence for the user
   * @param connectionIdentifier of the connection that was made, renewed or linked to
   */
  record Success(
      Optional<AuthorizationState> journey, String text, Optional<String> connectionIdentifier)
      implements JourneyOutcome {}

  /**
   * Nothing was written.
   *
   * @param reason machine-readable, for the application and the log
   * @param providerName for people; empty where the journey is unknown
   */
  record Failure(
      Optional<AuthorizationState> journey,
      ApiException failure,
      String reason,
      Optional<String> providerName)
      implements JourneyOutcome {}
}
