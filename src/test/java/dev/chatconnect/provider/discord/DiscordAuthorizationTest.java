package dev.chatconnect.provider.discord;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.chatconnect.provider.Trials.APP;
import static dev.chatconnect.provider.Trials.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DiscordAuthorizationTest {

  private static final String START =
      "https://discord.com/oauth2/authorize?state=s-t_4.te&client_id=123.456&response_type=code"
          + "&redirect_uri=https%3A%2F%2Fapi.example.com%2Fv1%2Fcallback&scope=";

  private final DiscordAuthorization discord =
      new DiscordAuthorization(URI.create("https://discord.com"));

  @Test
  void asksToAddTheBotToConnect() {
    // When
    var url = discord.url(request(APP, ConnectMode.CONNECT, Optional.empty(), Optional.empty()));

    // Then
    assertThat(url).hasToString(START + "bot+identify&permissions=2048");
  }

  @Test
  void asksForThePermissionsAndTheServerOfTheIntegration() {
    // Given
    var app = with(Map.of("permissions", "3072", "guildId", "290926798626357260"));

    // When
    var url = discord.url(request(app, ConnectMode.CONNECT, Optional.empty(), Optional.empty()));

    // Then
    assertThat(url)
        .hasToString(
            START
                + "bot+identify&permissions=3072&guild_id=290926798626357260"
                + "&disable_guild_select=true");
  }

  @Test
  void asksForNoPermissionsWithoutABot() {
    // Given
    var scope = Optional.of(List.of("webhook.incoming"));

    // When
    var url = discord.url(request(APP, ConnectMode.CONNECT, scope, Optional.empty()));

    // Then
    assertThat(url).hasToString(START + "webhook.incoming");
  }

  @Test
  void asksWhoItIsAndForTheirServersToLinkAUser() {
    // When
    var url =
        discord.url(
            request(APP, ConnectMode.LINK_USER, Optional.of(List.of("bot")), Optional.empty()));

    // Then
    assertThat(url).hasToString(START + "identify+guilds");
  }

  @Test
  void asksForTheGivenUserScopesInstead() {
    // When
    var url =
        discord.url(
            request(
                APP, ConnectMode.LINK_USER, Optional.empty(), Optional.of(List.of("identify"))));

    // Then
    assertThat(url).hasToString(START + "identify");
  }

  @ParameterizedTest
  @CsvSource({"permissions, all", "permissions, -1", "guildId, 12&x=1"})
  void refusesACredentialThatIsNoNumber(String field, String value) {
    // Given
    var request =
        request(
            with(Map.of(field, value)), ConnectMode.CONNECT, Optional.empty(), Optional.empty());

    // When / Then
    assertThatThrownBy(() -> discord.url(request))
        .isInstanceOf(ProviderException.class)
        .hasMessage("Discord integration credential " + field + " must be a whole number")
        .extracting("kind")
        .isEqualTo(Kind.MISCONFIGURED);
  }

  @Test
  void saysThatCredentialsAreMissing() {
    // Given
    var none = request(Credentials.NONE, ConnectMode.CONNECT, Optional.empty(), Optional.empty());
    var half =
        request(
            new Credentials(Map.of("secretKey", "s")),
            ConnectMode.CONNECT,
            Optional.empty(),
            Optional.empty());

    // When / Then
    assertThatThrownBy(() -> discord.url(none))
        .hasMessage("Discord integration missing credentials");
    assertThatThrownBy(() -> discord.url(half))
        .hasMessage("Discord integration missing required OAuth credentials (clientId)");
  }

  @ParameterizedTest
  @CsvSource({"webhook.incoming, true", "'bot webhook.incoming', true", "bot, false"})
  void tellsFromTheScopeWhetherThereWillBeAWebhook(String scope, boolean webhook) {
    // When
    var grants = DiscordAuthorization.grantsWebhook(Optional.of(List.of(scope)));

    // Then
    assertThat(grants).isEqualTo(webhook);
    assertThat(DiscordAuthorization.grantsWebhook(Optional.empty())).isFalse();
  }

  private static Credentials with(Map<String, Object> more) {
    var values = new HashMap<>(APP.values());
    values.putAll(more);
    return new Credentials(values);
  }
}
