package dev.chatconnect.provider.discord;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.Outbound;
import dev.chatconnect.provider.PlatformUser;
import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.ProviderResult.UserIdentified;
import dev.chatconnect.provider.ProviderResult.WebhookGranted;
import dev.chatconnect.provider.ProviderResult.WorkspaceConnected;
import dev.chatconnect.provider.Trials;
import dev.chatconnect.provider.Workspace;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.chatconnect.provider.Trials.failure;
import static dev.chatconnect.provider.Trials.granted;
import static dev.chatconnect.provider.Trials.refused;
import static dev.chatconnect.provider.Trials.requests;
import static dev.chatconnect.provider.Trials.response;
import static dev.chatconnect.provider.Trials.unique;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class DiscordExchangeTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  private DiscordProvider discord;

  @BeforeEach
  void provider() {
    discord = discord(Outbound.STEADY);
  }

  @Test
  void connectsTheServerThatTheBotWasAddedTo() {
    // When
    var result = granted(discord, "demo.290.803", ConnectMode.CONNECT);

    // Then
    var connected = (WorkspaceConnected) result;
    assertThat(connected.workspace())
        .isEqualTo(new Workspace("290", Optional.of("Discord Sandbox"), Optional.empty()));
    assertThat(connected.installer()).contains(user("803"));
    assertThat(connected.grant().installerId()).contains("803");
    assertThat(connected.grant().scopes()).containsExactly("identify", "bot");
    assertThat(connected.tokens().refreshToken()).get().asString().startsWith("discord-refresh.");
    assertThat(connected.tokens().expiresAt()).contains(NOW.plusSeconds(604_800));
  }

  @Test
  void connectsWithoutKnowingWhoDidIt() {
    // When
    var result = granted(discord, "bot-only.291", ConnectMode.CONNECT);

    // Then
    var connected = (WorkspaceConnected) result;
    assertThat(connected.workspace().id()).isEqualTo("291");
    assertThat(connected.installer()).isEmpty();
    assertThat(connected.grant().installerId()).isEmpty();
  }

  @Test
  void takesAnIncomingWebhookBeforeAConnection() {
    // When
    var result = granted(discord, "webhook.345", ConnectMode.CONNECT);

    // Then
    var webhook = (WebhookGranted) result;
    assertThat(webhook.url()).startsWith(Trials.baseUrl("discord") + "/api/webhooks/");
    assertThat(webhook.channel()).contains("345");
  }

  @Test
  void identifiesAUserWithTheServersThatTheyAreIn() {
    // When
    var result = granted(discord, "identify.290.804", ConnectMode.LINK_USER);

    // Then
    assertThat(result)
        .isEqualTo(new UserIdentified(user("804"), List.of("290", "197038439483310086")));
  }

  @Test
  void identifiesAUserWhoDoesNotShowTheirServers() {
    // When
    var result = granted(discord, "id-only.290.805", ConnectMode.LINK_USER);

    // Then
    assertThat(result).isEqualTo(new UserIdentified(user("805"), List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "error-invalid_grant, SPENT_CODE, invalid_grant",
    "error-invalid_client, MISCONFIGURED, invalid_client",
    "error-invalid_request, REFUSED, invalid_request",
    "error-access_denied, DENIED, access_denied",
    "never-issued, SPENT_CODE, invalid_grant",
    "odd-error, REFUSED, http_400",
    "status-401, REFUSED, http_401",
    "no-guild, INVALID_ANSWER, missing_guild",
    "odd-guild, INVALID_ANSWER, missing_guild",
    "no-token, INVALID_ANSWER, missing_token",
    "bad-webhook, INVALID_ANSWER, webhook_url",
    "html-400, INVALID_ANSWER, http_400",
    "html, INVALID_ANSWER, not_json",
    "not-json, INVALID_ANSWER, not_json",
    "empty, INVALID_ANSWER, empty",
    "redirect, INVALID_ANSWER, redirect",
    "status-429, UNAVAILABLE, rate_limited",
    "status-500, UNAVAILABLE, http_500",
    "status-503, UNAVAILABLE, http_503",
    "reset, UNAVAILABLE, connection_lost",
    "me-401, REFUSED, http_401",
    "me-500, UNAVAILABLE, http_500",
    "me-odd, INVALID_ANSWER, missing_user"
  })
  void tellsFailuresApartAndAsksOnlyOnce(String kindOfCode, Kind kind, String reason) {
    // Given
    var code = unique(kindOfCode);

    // When
    var failure = refused(discord, code, ConnectMode.CONNECT);

    // Then
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(
            requests(
                postRequestedFor(urlPathEqualTo("/discord/api/oauth2/token"))
                    .withFormParam("code", equalTo(code))))
        .hasSize(1);
  }

  @Test
  void doesNotLinkAUserWhoseServersCannotBeRead() {
    // When
    var failure = refused(discord, "guilds-401", ConnectMode.LINK_USER);

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure).hasMessage("Discord users/@me/guilds request failed (HTTP 401): refused");
  }

  @Test
  void givesUpOnAnAnswerThatTakesTooLong() {
    // Given
    var hurried = discord(Outbound.STEADY.callTimeout(Duration.ofMillis(800)));

    // When
    var failure = refused(hurried, unique("slow"), ConnectMode.CONNECT);

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.reason()).isEqualTo("timeout");
  }

  @Test
  void needsTheWholeAppForTheExchange() {
    // Given
    var half = new Credentials(Map.of("clientId", "x"));

    // When
    var failure = failure(discord.complete(response(half, "demo", ConnectMode.CONNECT)));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.MISCONFIGURED);
    assertThat(failure)
        .hasMessage(
            "Discord integration missing required OAuth credentials (clientId/clientSecret)");
  }

  private static DiscordProvider discord(Outbound outbound) {
    var baseUrl = Trials.baseUrl("discord");
    return new DiscordProvider(
        () -> baseUrl, Trials.clients(outbound), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static PlatformUser user(String id) {
    return new PlatformUser("discord_user", Map.of("userId", id));
  }
}
