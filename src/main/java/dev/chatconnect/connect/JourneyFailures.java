package dev.chatconnect.connect;

import java.util.Optional;
import java.util.Set;

import dev.chatconnect.crypto.UndecipherableException;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
import dev.chatconnect.web.UnreadableSecret;
import io.quarkus.logging.Log;

/** Classifies what went wrong in a callback. */
final class JourneyFailures {

  /** The standard's, and two that Microsoft Entra sends when consent is declined. */
  private static final Set<String> DENIALS =
      Set.of("access_denied", "permission_denied", "consent_required");

  private JourneyFailures() {}

  static JourneyOutcome.Failure unknown() {
    return new JourneyOutcome.Failure(
        Optional.empty(), ErrorCode.JOURNEY_UNKNOWN.with(), "invalid_state", Optional.empty());
  }

  /** It began in a visit of our own page, which the browser that came does not take part in. */
  static JourneyOutcome.Failure otherBrowser(AuthorizationState journey) {
    var failure = ErrorCode.JOURNEY_OTHER_BROWSER.with();
    return new JourneyOutcome.Failure(
        Optional.of(journey), failure, failure.code().slug(), Optional.empty());
  }

  /** The state itself could not be taken. */
  static JourneyOutcome.Failure beforeJourney(Throwable failure) {
    if (failure instanceof ApiException api) {
      return new JourneyOutcome.Failure(Optional.empty(), api, api.code().slug(), Optional.empty());
    }
    if (failure instanceof UndecipherableException lost) {
      return beforeJourney(UnreadableSecret.answer(lost));
    }
    Log.errorf(failure, "event=journey_broke provider=unknown");
    return new JourneyOutcome.Failure(
        Optional.empty(), ErrorCode.INTERNAL.with(), "internal", Optional.empty());
  }

  static JourneyOutcome.Failure incomplete(
      Optional<AuthorizationState> journey, Optional<String> providerName) {
    return new JourneyOutcome.Failure(
        journey, ErrorCode.JOURNEY_INCOMPLETE.with(), "invalid_request", providerName);
  }

  /** The provider sent the browser back with an error (RFC 6749 §4.1.2.1). */
  static ProviderException fromError(String error) {
    return new ProviderException(
        DENIALS.contains(error) ? ProviderException.Kind.DENIED : ProviderException.Kind.REFUSED,
        error,
        "The provider answered with an error");
  }

  static JourneyOutcome.Failure of(
      Throwable failure, AuthorizationState journey, String providerName) {
    if (failure instanceof ProviderException provider) {
      return new JourneyOutcome.Failure(
          Optional.of(journey),
          answer(provider),
          provider.reason(),
          Optional.of(providerName),
          provider.advice());
    }
    if (failure instanceof ApiException api) {
      return new JourneyOutcome.Failure(
          Optional.of(journey), api, api.code().slug(), Optional.of(providerName));
    }
    if (failure instanceof UndecipherableException lost) {
      return of(UnreadableSecret.answer(lost), journey, providerName);
    }
    Log.errorf(failure, "event=journey_broke provider=%s", journey.providerId());
    return new JourneyOutcome.Failure(
        Optional.of(journey), ErrorCode.INTERNAL.with(), "internal", Optional.of(providerName));
  }

  /** The answer that a provider's failure comes to. */
  static ApiException answer(ProviderException failure) {
    var answer =
        switch (failure.kind()) {
          case DENIED -> ErrorCode.JOURNEY_CANCELLED.with();
          case SPENT_CODE, REFUSED -> ErrorCode.JOURNEY_REFUSED.with(failure.message());
          case MISCONFIGURED -> ErrorCode.JOURNEY_MISCONFIGURED.with(failure.message());
          case MISMATCH -> ErrorCode.JOURNEY_MISMATCH.with(failure.message());
          case INVALID_ANSWER -> ErrorCode.JOURNEY_BAD_ANSWER.with(failure.message());
          case UNAVAILABLE ->
              failure.retryAfter().isPresent()
                  ? ErrorCode.JOURNEY_PROVIDER_LIMITED.with(failure.message())
                  : ErrorCode.JOURNEY_PROVIDER_DOWN.with(failure.message());
        };
    return failure.retryAfter().map(answer::retryAfter).orElse(answer);
  }
}
