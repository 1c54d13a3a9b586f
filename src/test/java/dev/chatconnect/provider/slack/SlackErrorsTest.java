package dev.chatconnect.provider.slack;

import dev.chatconnect.provider.ProviderException.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SlackErrorsTest {

  @ParameterizedTest
  @CsvSource({
    "invalid_code, SPENT_CODE",
    "code_already_used, SPENT_CODE",
    "invalid_code_verifier, SPENT_CODE",
    "invalid_grant, SPENT_CODE",
    "access_denied, DENIED",
    "invalid_client, MISCONFIGURED",
    "unsupported_grant_type, MISCONFIGURED",
    "token_rotation_not_enabled, MISCONFIGURED",
    "token_already_exchanged, MISMATCH",
    "invalid_token, MISMATCH",
    "authorization_not_found, REFUSED",
    "invalid_client_id, MISCONFIGURED",
    "bad_client_secret, MISCONFIGURED",
    "bad_redirect_uri, MISCONFIGURED",
    "pkce_not_allowed, MISCONFIGURED",
    "no_scopes, MISCONFIGURED",
    "oauth_authorization_url_mismatch, MISCONFIGURED",
    "ratelimited, UNAVAILABLE",
    "service_unavailable, UNAVAILABLE",
    "fatal_error, UNAVAILABLE",
    "internal_error, UNAVAILABLE",
    "request_timeout, UNAVAILABLE",
    "team_added_to_org, UNAVAILABLE",
    "org_login_required, UNAVAILABLE",
    "accesslimited, UNAVAILABLE",
    "an_error_of_next_year, REFUSED",
  })
  void tellsErrorsApart(String error, Kind kind) {
    // When
    var failure = SlackErrors.failure(error);

    // Then
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(error);
    assertThat(failure).hasMessage("Slack OAuth error: " + error);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<script>", "two words", "line\r\nbreak", "Capital"})
  void doesNotRepeatWhatIsNoErrorString(String error) {
    // When
    var failure = SlackErrors.failure(error);

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure).hasMessage("Slack OAuth error: unknown_error");
  }
}
