package dev.chatconnect.provider.slack;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import dev.chatconnect.provider.Outbound;
import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.TokenOperations;
import dev.chatconnect.provider.TokenOperations.Renewal;
import dev.chatconnect.provider.TokenSet;
import dev.chatconnect.provider.Trials;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.chatconnect.provider.Trials.APP;
import static dev.chatconnect.provider.Trials.failure;
import static dev.chatconnect.provider.Trials.item;
import static dev.chatconnect.provider.Trials.requests;
import static dev.chatconnect.provider.Trials.tokens;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class SlackTokensTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  private TokenOperations slack;

  @BeforeEach
  void operations() {
    var baseUrl = Trials.baseUrl("slack");
    slack =
        new SlackProvider(
                () -> baseUrl, Trials.clients(Outbound.STEADY), Clock.fixed(NOW, ZoneOffset.UTC))
            .tokens()
            .orElseThrow();
  }

  @Test
  void renewsWithTheRefreshToken() {
    // Given
    var refreshToken = "xoxe-standin-" + UUID.randomUUID().toString().replace("-", "");

    // When
    var renewed = item(slack.renew(APP, "ORG", tokens("old", refreshToken)));

    // Then
    assertThat(slack.renewal()).isEqualTo(Renewal.REFRESH);
    assertThat(renewed.accessToken()).startsWith("xoxe.xoxb-standin-");
    assertThat(renewed.refreshToken()).get().asString().startsWith("xoxe-standin-");
    assertThat(renewed.refreshToken()).isNotEqualTo(Optional.of(refreshToken));
    assertThat(renewed.expiresAt()).contains(NOW.plusSeconds(43_200));
    assertThat(renewed.refreshTokenExpiresAt()).isEmpty();
    assertThat(
            requests(
                postRequestedFor(urlPathEqualTo("/api/oauth.v2.access"))
                    .withFormParam("refresh_token", equalTo(refreshToken))))
        .singleElement()
        .satisfies(request -> assertThat(request.getFormParameters()).hasSize(4));
  }

  @Test
  void keepsTheRefreshTokenThatWasNotReplaced() {
    // Given
    var end = Optional.of(NOW.plusSeconds(99));
    var current = new TokenSet("old", Optional.of("keep"), Optional.of(NOW), end);

    // When
    var renewed = item(slack.renew(APP, "ORG", current));

    // Then
    assertThat(renewed.accessToken()).startsWith("xoxe.xoxb-standin-");
    assertThat(renewed.refreshToken()).contains("keep");
    assertThat(renewed.refreshTokenExpiresAt()).isEqualTo(end);
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
    var failure = failure(slack.renew(APP, "ORG", tokens("old", refreshToken)));

    // Then
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
  }

  @Test
  void acceptsATokenThatWorks() {
    // When
    var verified = item(slack.verify(APP, tokens("xoxb-standin-x1", "")));

    // Then
    assertThat(verified).isNull();
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
    var failure = failure(slack.verify(APP, tokens(token, "")));

    // Then
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({"xoxb-standin-x1, true", "dry-run, false"})
  void saysWhetherATokenEnded(String token, boolean ended) {
    // When
    var revoked = item(slack.revoke(APP, tokens(token, "")));

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
    var failure = failure(slack.revoke(APP, tokens(token, "")));

    // Then
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
  }
}
