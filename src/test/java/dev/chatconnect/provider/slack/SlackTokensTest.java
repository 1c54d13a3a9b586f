package dev.chatconnect.provider.slack;

import java.time.Clock;
import java.util.UUID;

import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.Outbound;
import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.TokenTrials;
import dev.chatconnect.provider.Trials;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.chatconnect.provider.Trials.APP;
import static dev.chatconnect.provider.Trials.item;
import static dev.chatconnect.provider.Trials.tokens;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class SlackTokensTest extends TokenTrials {

  SlackTokensTest() {
    super(new Fresh("xoxe.xoxb-standin-", "xoxe-standin-", "/api/oauth.v2.access"));
  }

  @Override
  protected ChatProvider provider(Clock clock) {
    var baseUrl = Trials.baseUrl("slack");
    return new SlackProvider(() -> baseUrl, Trials.clients(Outbound.STEADY), clock);
  }

  @Override
  protected String refreshToken() {
    return "xoxe-standin-" + UUID.randomUUID().toString().replace("-", "");
  }

  @Test
  void renewsWithTheRefreshToken() {
    // When
    var renewed = renewed();

    // Then
    assertThat(renewed.expiresAt()).contains(NOW.plusSeconds(43_200));
    assertThat(renewed.refreshTokenExpiresAt()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "error-invalid_refresh_token, REFUSED, invalid_refresh_token",
    "error-token_revoked, REFUSED, token_revoked",
    "error-account_inactive, REFUSED, account_inactive",
    "error-bad_client_secret, MISCONFIGURED, bad_client_secret",
    "error-internal_error, UNAVAILABLE, internal_error",
    "unknown, REFUSED, invalid_refresh_token",
    "'', REFUSED, missing_refresh_token",
    "user, INVALID_ANSWER, token_type",
    "no-token, INVALID_ANSWER, missing_token",
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
  @CsvSource({
    "error-token_revoked, REFUSED, token_revoked",
    "error-token_expired, REFUSED, token_expired",
    "error-account_inactive, REFUSED, account_inactive",
    "unknown, REFUSED, invalid_auth",
    "error-fatal_error, UNAVAILABLE, fatal_error",
    "status-429, UNAVAILABLE, rate_limited",
    "status-500, UNAVAILABLE, http_500",
    "odd, INVALID_ANSWER, missing_ok",
    "ok-400, INVALID_ANSWER, http_400"
  })
  void tellsTokensThatDoNotWorkApart(String token, Kind kind, String reason) {
    // When
    var call = operations.verify(APP, tokens(token, ""));

    // Then
    assertFails(call, kind, reason);
  }

  @ParameterizedTest
  @CsvSource({"xoxb-standin-x1, true", "dry-run, false"})
  void saysWhetherATokenEnded(String token, boolean ended) {
    // When
    var revoked = item(operations.revoke(APP, tokens(token, "")));

    // Then
    assertThat(revoked).isEqualTo(ended);
  }

  @ParameterizedTest
  @CsvSource({
    "error-token_revoked, REFUSED, token_revoked",
    "error-token_expired, REFUSED, token_expired",
    "error-account_inactive, REFUSED, account_inactive",
    "unknown, REFUSED, invalid_auth",
    "error-fatal_error, UNAVAILABLE, fatal_error",
    "status-429, UNAVAILABLE, rate_limited",
    "status-500, UNAVAILABLE, http_500",
    "odd, INVALID_ANSWER, missing_ok",
    "ok-400, INVALID_ANSWER, http_400"
  })
  void tellsFailedRevocationsApart(String token, Kind kind, String reason) {
    // When
    var call = operations.revoke(APP, tokens(token, ""));

    // Then
    assertFails(call, kind, reason);
  }
}
