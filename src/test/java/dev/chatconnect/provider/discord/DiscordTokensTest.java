package dev.chatconnect.provider.discord;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

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
class DiscordTokensTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  private TokenOperations discord;

  @BeforeEach
  void operations() {
    var baseUrl = Trials.baseUrl("discord");
    discord =
        new DiscordProvider(
                () -> baseUrl, Trials.clients(Outbound.STEADY), Clock.fixed(NOW, ZoneOffset.UTC))
            .tokens()
            .orElseThrow();
  }

  @Test
  void renewsWithTheRefreshToken() {
    // Given
    var refreshToken = unique("discord-refresh");

    // When
    var renewed = item(discord.renew(APP, "ORG", tokens("old", refreshToken)));

    // Then
    assertThat(discord.renewal()).isEqualTo(Renewal.REFRESH);
    assertThat(renewed.accessToken()).startsWith("discord.demo.");
    assertThat(renewed.refreshToken()).get().asString().startsWith("discord-refresh.");
    assertThat(renewed.refreshToken()).isNotEqualTo(Optional.of(refreshToken));
    assertThat(renewed.expiresAt()).contains(NOW.plusSeconds(604_800));
    assertThat(
            requests(
                postRequestedFor(urlPathEqualTo("/discord/api/oauth2/token"))
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
    var renewed = item(discord.renew(APP, "ORG", current));

    // Then
    assertThat(renewed.accessToken()).startsWith("discord.demo.");
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
    var failure = failure(discord.renew(APP, "ORG", tokens("old", refreshToken)));

    // Then
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
  }

  @Test
  void acceptsATokenThatWorks() {
    // When
    var verified = item(discord.verify(APP, tokens("discord.demo.x", "")));

    // Then
    assertThat(verified).isNull();
  }

  @ParameterizedTest
  @CsvSource({"unknown, REFUSED, http_401", "discord.me-500.x, UNAVAILABLE, http_500"})
  void tellsTokensThatDoNotWorkApart(String token, Kind kind, String reason) {
    // When
    var failure = failure(discord.verify(APP, tokens(token, "")));

    // Then
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
  }

  @Test
  void acceptsATokenWithoutTheScopeToIdentify() {
    // When
    var verified = item(discord.verify(APP, tokens("discord.bot-only.x", "")));

    // Then
    assertThat(verified).isNull();
  }

  @Test
  void takesTheGrantBack() {
    // Given
    var token = unique("discord.demo");

    // When
    var revoked = item(discord.revoke(APP, tokens(token, "")));

    // Then
    assertThat(revoked).isTrue();
    assertThat(
            requests(
                postRequestedFor(urlPathEqualTo("/discord/api/oauth2/token/revoke"))
                    .withFormParam("token", equalTo(token))
                    .withFormParam("token_type_hint", equalTo("access_token"))))
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "error-invalid_client, MISCONFIGURED, invalid_client",
    "status-500, UNAVAILABLE, http_500"
  })
  void tellsFailedRevocationsApart(String token, Kind kind, String reason) {
    // When
    var failure = failure(discord.revoke(APP, tokens(token, "")));

    // Then
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
  }
}
