package dev.chatconnect.provider.discord;

import java.time.Clock;

import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.Outbound;
import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.StandardTokenTrials;
import dev.chatconnect.provider.Trials;
import io.quarkus.test.junit.QuarkusTest;
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
class DiscordTokensTest extends StandardTokenTrials {

  DiscordTokensTest() {
    super("discord", "/discord/api/oauth2/token");
  }

  @Override
  protected ChatProvider provider(Clock clock) {
    var baseUrl = Trials.baseUrl("discord");
    return new DiscordProvider(() -> baseUrl, Trials.clients(Outbound.STEADY), clock);
  }

  @Test
  void renewsWithTheRefreshToken() {
    // When
    var renewed = renewed();

    // Then
    assertThat(renewed.expiresAt()).contains(NOW.plusSeconds(604_800));
  }

  @Test
  void acceptsATokenWithoutTheScopeToIdentify() {
    // When
    var verified = item(operations.verify(APP, tokens("discord.bot-only.x", "")));

    // Then
    assertThat(verified).isNull();
  }

  @Test
  void takesTheGrantBack() {
    // Given
    var token = unique("discord.demo");

    // When
    var revoked = item(operations.revoke(APP, tokens(token, "")));

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
    var failure = failure(operations.revoke(APP, tokens(token, "")));

    // Then
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
  }
}
