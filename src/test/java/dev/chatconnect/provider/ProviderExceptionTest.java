package dev.chatconnect.provider;

import dev.chatconnect.provider.ProviderException.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProviderExceptionTest {

  @ParameterizedTest
  @CsvSource({
    "SPENT_CODE, invalid_grant, true",
    "REFUSED, token_revoked, true",
    "REFUSED, http_401, true",
    "REFUSED, http_403, false",
    "REFUSED, http_404, false",
    "MISCONFIGURED, invalid_client, false",
    "UNAVAILABLE, timeout, false",
    "INVALID_ANSWER, not_json, false"
  })
  void onlyWhatSpeaksOfTheGrantEndsIt(Kind kind, String reason, boolean ends) {
    // When
    var failure = new ProviderException(kind, reason, "It failed");

    // Then
    assertThat(failure.endsGrant()).isEqualTo(ends);
  }
}
