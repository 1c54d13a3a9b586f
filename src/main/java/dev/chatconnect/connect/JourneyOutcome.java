package dev.chatconnect.connect;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;

/** How a journey ended. */
sealed interface JourneyOutcome {

  /** The journey, where its state was valid. */
  Optional<AuthorizationState> journey();

  /**
   * Everything was granted and written.
   *
   * @param ended the journey
   * @param connectionIdentifier of the connection that was made, renewed or linked to
   */
  record Success(AuthorizationState ended, Optional<String> connectionIdentifier)
      implements JourneyOutcome {

    @Override
    public Optional<AuthorizationState> journey() {
      return Optional.of(ended);
    }
  }

  /**
   * Everything was written so far, and the browser has to go on to the provider once more.
   *
   * @param connectionIdentifier of the connection that was made or renewed
   * @param url of the next journey's first page
   */
  record Onward(
      Optional<AuthorizationState> journey, Optional<String> connectionIdentifier, URI url)
      implements JourneyOutcome {

    /** Without the URL: it holds a state. */
    @Override
    public String toString() {
      return "Onward[]";
    }
  }

  /**
   * Nothing was written yet: the browser goes on to the provider, where somebody has to sign in to
   * the workspace that was claimed.
   *
   * @param url of the sign-in page
   */
  record Claimed(Optional<AuthorizationState> journey, URI url) implements JourneyOutcome {

    /** Without the URL: it holds a state. */
    @Override
    public String toString() {
      return "Claimed[]";
    }
  }

  /**
   * Nothing was written yet: the browser goes to the application, which is to confirm who it is.
   *
   * @param url holds the flow id
   */
  record Held(Optional<AuthorizationState> journey, URI url) implements JourneyOutcome {

    /** Without the URL: it holds the flow id. */
    @Override
    public String toString() {
      return "Held[]";
    }
  }

  /**
   * The journey did not come to its end. Nothing was written, save what a journey before this one
   * {@linkplain #connected connected}, unless that is {@link #unconfirmed() unknown}.
   *
   * @param reason machine-readable, for the application and the log
   * @param providerName for people; empty where the journey is unknown
   * @param advice to whoever sets the provider up, where there is something better to say than for
   *     every failure of its kind
   */
  record Failure(
      Optional<AuthorizationState> journey,
      ApiException failure,
      String reason,
      Optional<String> providerName,
      Optional<String> advice)
      implements JourneyOutcome {

    private static final Set<ErrorCode> UNCONFIRMED =
        Set.of(ErrorCode.STORE_UNAVAILABLE, ErrorCode.REPLICAS_BEHIND);

    private static final Set<ErrorCode> REPEATABLE =
        Set.of(ErrorCode.STORE_UNAVAILABLE, ErrorCode.CALLBACKS_TOO_MANY);

    /**
     * The journey, unless it began in another browser: what leads back to its page or tells its
     * opener is not for this one.
     */
    Optional<AuthorizationState> ownJourney() {
      return failure.code() == ErrorCode.JOURNEY_OTHER_BROWSER ? Optional.empty() : journey;
    }

    /**
     * Whether what was granted may have been written all the same: too few replicas have confirmed
     * it, or the database did not answer in time. Before the journey is known nothing is written.
     */
    boolean unconfirmed() {
      return journey.isPresent() && UNCONFIRMED.contains(failure.code());
    }

    /**
     * Whether the browser may come again with the same query: the state was not taken, as far as
     * anybody knows, and the code not exchanged.
     */
    boolean repeatable() {
      return journey.isEmpty() && REPEATABLE.contains(failure.code());
    }

    /** The connection that stands although linking the user to it failed. */
    Optional<String> connected() {
      return ownJourney().flatMap(AuthorizationState::connectedBefore);
    }

    /** A failure without special advice. */
    Failure(
        Optional<AuthorizationState> journey,
        ApiException failure,
        String reason,
        Optional<String> providerName) {
      this(journey, failure, reason, providerName, Optional.empty());
    }
  }
}
