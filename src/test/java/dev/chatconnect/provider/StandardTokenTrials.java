package dev.chatconnect.provider;

import dev.chatconnect.provider.ProviderException.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.chatconnect.provider.Trials.APP;
import static dev.chatconnect.provider.Trials.tokens;
import static dev.chatconnect.provider.Trials.unique;

/** Tokens of providers that speak OAuth 2 to the letter (RFC 6749 §5.2). */
public abstract class StandardTokenTrials extends TokenTrials {

  private final String name;

  /** A provider whose stand-in's tokens begin with its name. */
  protected StandardTokenTrials(String name, String path) {
    super(new Fresh(name + ".demo.", name + "-refresh.", path));
    this.name = name;
  }

  @Override
  protected String refreshToken() {
    return unique(name + "-refresh");
  }

  @ParameterizedTest
  @CsvSource({
    "error-invalid_grant, SPENT_CODE, invalid_grant",
    "error-invalid_client, MISCONFIGURED, invalid_client",
    "unknown, SPENT_CODE, invalid_grant",
    "'', REFUSED, missing_refresh_token",
    "status-429, UNAVAILABLE, rate_limited",
    "status-500, UNAVAILABLE, http_500",
    "html, INVALID_ANSWER, not_json"
  })
  void tellsFailedRenewalsApart(String refreshToken, Kind kind, String reason) {
    // When
    var call = operations.renew(APP, "ORG", tokens("old", refreshToken));

    // Then
    assertFails(call, kind, reason);
  }

  @ParameterizedTest
  @CsvSource({"unknown, REFUSED, http_401", "me-500, UNAVAILABLE, http_500"})
  void tellsTokensThatDoNotWorkApart(String token, Kind kind, String reason) {
    // Given
    var sent = token.startsWith("me-") ? name + "." + token + ".x" : token;

    // When
    var call = operations.verify(APP, tokens(sent, ""));

    // Then
    assertFails(call, kind, reason);
  }
}
