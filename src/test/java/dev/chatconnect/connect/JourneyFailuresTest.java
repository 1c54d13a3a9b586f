package dev.chatconnect.connect;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.chatconnect.LogCapture;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.web.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What people, applications and the log are told of what went wrong in a callback. */
class JourneyFailuresTest {

  private static final Duration SOON = Duration.ofSeconds(7);

  private final AuthorizationState journey = States.connecting();

  @ParameterizedTest
  @CsvSource({
    "DENIED, JOURNEY_CANCELLED",
    "SPENT_CODE, JOURNEY_REFUSED",
    "REFUSED, JOURNEY_REFUSED",
    "MISCONFIGURED, JOURNEY_MISCONFIGURED",
    "MISMATCH, JOURNEY_MISMATCH",
    "INVALID_ANSWER, JOURNEY_BAD_ANSWER",
    "UNAVAILABLE, JOURNEY_PROVIDER_DOWN",
  })
  void eachFailureOfAProviderHasItsAnswer(Kind kind, ErrorCode code) {
    // Given
    var thrown = new ProviderException(kind, "the_reason", "Something").advising("Do that");

    // When
    var failure = JourneyFailures.of(thrown, journey, "Slack");

    // Then
    assertThat(failure.failure().code()).isEqualTo(code);
    assertThat(failure.failure().retryAfter()).isEmpty();
    assertThat(failure.reason()).isEqualTo("the_reason");
    assertThat(failure.journey()).contains(journey);
    assertThat(failure.providerName()).contains("Slack");
    assertThat(failure.advice()).contains("Do that");
  }

  @Test
  void aProviderThatLimitsUsSaysWhenToComeBack() {
    // Given
    var thrown =
        new ProviderException(Kind.UNAVAILABLE, "http_429", "Too often", Optional.of(SOON));

    // When
    var answer = JourneyFailures.answer(thrown);

    // Then
    assertThat(answer.code()).isEqualTo(ErrorCode.JOURNEY_PROVIDER_LIMITED);
    assertThat(answer.message()).isEqualTo("Too often");
    assertThat(answer.retryAfter()).contains(SOON);
  }

  @ParameterizedTest
  @CsvSource({
    "access_denied, DENIED",
    "permission_denied, DENIED",
    "consent_required, DENIED",
    "server_error, REFUSED",
    "access_denied_not, REFUSED",
  })
  void onlyADenialIsThePersonsOwnWill(String error, Kind kind) {
    // When
    var failure = JourneyFailures.fromError(error);

    // Then
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(error);
  }

  @Test
  void anAnswerOfTheCatalogueStaysWhatItIs() {
    // Given
    var thrown = ErrorCode.CALLBACKS_TOO_MANY.with();

    // When
    var during = JourneyFailures.of(thrown, journey, "Slack");
    var before = JourneyFailures.beforeJourney(thrown);

    // Then
    assertThat(during.failure()).isSameAs(thrown);
    assertThat(during.reason()).isEqualTo(ErrorCode.CALLBACKS_TOO_MANY.slug());
    assertThat(during.journey()).contains(journey);
    assertThat(during.providerName()).contains("Slack");
    assertThat(before.failure()).isSameAs(thrown);
    assertThat(before.reason()).isEqualTo(ErrorCode.CALLBACKS_TOO_MANY.slug());
    assertThat(before.journey()).isEmpty();
  }

  @Test
  void whatNobodyForesawIsToldToTheLogAlone() {
    // Given
    var thrown = new IllegalStateException("the-detail");

    try (var log = LogCapture.start()) {
      // When
      var during = JourneyFailures.of(thrown, journey, "Slack");
      var before = JourneyFailures.beforeJourney(thrown);

      // Then
      assertThat(List.of(during, before))
          .allSatisfy(
              failure -> {
                assertThat(failure.failure().code()).isEqualTo(ErrorCode.INTERNAL);
                assertThat(failure.failure().message()).doesNotContain("the-detail");
                assertThat(failure.reason()).isEqualTo("internal");
              });
      assertThat(during.journey()).contains(journey);
      assertThat(before.journey()).isEmpty();
      assertThat(log.lines())
          .anyMatch(line -> line.contains("provider=slack") && line.contains("the-detail"))
          .anyMatch(line -> line.contains("provider=unknown") && line.contains("the-detail"));
    }
  }

  @Test
  void aCallbackWithoutAJourneySaysWhichPartIsMissing() {
    // When
    var unknown = JourneyFailures.unknown();
    var incomplete = JourneyFailures.incomplete(Optional.of(journey), Optional.of("Slack"));

    // Then
    assertThat(unknown.failure().code()).isEqualTo(ErrorCode.JOURNEY_UNKNOWN);
    assertThat(unknown.reason()).isEqualTo("invalid_state");
    assertThat(unknown.journey()).isEmpty();
    assertThat(incomplete.failure().code()).isEqualTo(ErrorCode.JOURNEY_INCOMPLETE);
    assertThat(incomplete.reason()).isEqualTo("invalid_request");
    assertThat(incomplete.journey()).contains(journey);
    assertThat(incomplete.providerName()).contains("Slack");
  }
}
