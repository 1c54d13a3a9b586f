package dev.chatconnect.connect;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

import jakarta.ws.rs.core.UriBuilder;

/** Where the browser goes after a journey, with the outcome in the query. */
public final class ReturnUrls {

  /** Which entry of the catalogue of errors a failure is; for the page of this service alone. */
  public static final String PROBLEM = "journeyProblem";

  private static final String CONNECTION = "connectionIdentifier";
  private static final String ERROR = "error";
  private static final String REFERENCE = "errorReference";
  private static final String STATUS = "status";

  /** What only the journey may say. */
  private static final Set<String> OUTCOME = Set.of(STATUS, CONNECTION, ERROR, REFERENCE);

  private ReturnUrls() {}

  static URI success(URI returnTo, Optional<String> connectionIdentifier) {
    return with(connectionIdentifier, returning(returnTo, "success")).build();
  }

  /**
   * @param reference by which an operator finds the failure in the log
   */
  static URI failure(URI returnTo, JourneyOutcome.Failure failure, String reference) {
    var target = returning(returnTo, ERROR);
    if (failure.journey().flatMap(AuthorizationState::visit).isPresent()) {
      target.queryParam(PROBLEM, failure.failure().code().slug());
    }
    return with(failure.connected(), target)
        .queryParam(ERROR, failure.reason())
        .queryParam(REFERENCE, reference)
        .build();
  }

  private static UriBuilder with(Optional<String> connectionIdentifier, UriBuilder target) {
    connectionIdentifier.ifPresent(
        id -> target.queryParam(CONNECTION, "{id}").resolveTemplate("id", id));
    return target;
  }

  /** Who made the URL must not be able to add an outcome of their own to the journey's. */
  private static UriBuilder returning(URI returnTo, String status) {
    return UriBuilder.fromUri(Parameters.without(returnTo, OUTCOME)).queryParam(STATUS, status);
  }
}
