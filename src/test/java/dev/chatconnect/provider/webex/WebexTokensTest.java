package dev.chatconnect.provider.webex;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.chatconnect.provider.Credentials;
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
import static dev.chatconnect.provider.Trials.unique;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class WebexTokensTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  private TokenOperations webex;

  @BeforeEach
  void operations() {
    var baseUrl = Trials.baseUrl("webex");
    webex =
        new WebexProvider(
                () -> baseUrl, Trials.clients(Outbound.STEADY), Clock.fixed(NOW, ZoneOffset.UTC))
            .tokens()
            .orElseThrow();
  }

  @Test
  void renewsWithTheRefreshToken() {
    // Given
    var refreshToken = unique("webex-refresh");

    // When
    var renewed = item(webex.renew(APP, "ORG", tokens("old", refreshToken)));

    // Then
    assertThat(webex.renewal()).isEqualTo(Renewal.REFRESH);
    assertThat(renewed.accessToken()).startsWith("webex.demo.");
    assertThat(renewed.refreshToken()).get().asString().startsWith("webex-refresh.");
    assertThat(renewed.refreshToken()).isNotEqualTo(Optional.of(refreshToken));
    assertThat(renewed.expiresAt()).contains(NOW.plusSeconds(1_209_599));
    assertThat(renewed.refreshTokenExpiresAt()).contains(NOW.plusSeconds(7_775_999));
    assertThat(
            requests(
                postRequestedFor(urlPathEqualTo("/webex/v1/access_token"))
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
    var renewed = item(webex.renew(APP, "ORG", current));

    // Then
    assertThat(renewed.accessToken()).startsWith("webex.demo.");
    assertThat(renewed.refreshToken()).contains("keep");
    assertThat(renewed.refreshTokenExpiresAt()).isEqualTo(end);
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
    var failure = failure(webex.renew(APP, "ORG", tokens("old", refreshToken)));

    // Then
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
  }

  @Test
  void acceptsATokenThatWorks() {
    // When
    var verified = item(webex.verify(APP, tokens("webex.demo.x", "")));

    // Then
    assertThat(verified).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "unknown, REFUSED, http_401",
    "webex.me-500.x, UNAVAILABLE, http_500",
    "webex.me-html.x, INVALID_ANSWER, not_json"
  })
  void tellsTokensThatDoNotWorkApart(String token, Kind kind, String reason) {
    // When
    var failure = failure(webex.verify(APP, tokens(token, "")));

    // Then
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
  }

  @Test
  void showsATokenToNobodyElse() {
    // Given
    var values = new HashMap<>(APP.values());
    values.putAll(Map.of("baseUrl", "https://evil.example/v1"));

    // When
    var failure = failure(webex.verify(new Credentials(values), tokens("webex.demo.x", "")));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.MISCONFIGURED);
  }

  @Test
  void takesNothingBack() {
    // When
    var revoked = item(webex.revoke(APP, tokens("webex.demo.x", "")));

    // Then
    assertThat(revoked).isFalse();
  }
}
