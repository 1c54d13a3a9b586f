package dev.chatconnect.provider.zoom;

import java.time.Clock;

import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.TokenTrials;
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
class ZoomTokensTest extends TokenTrials {

  ZoomTokensTest() {
    // Zoom takes the app's credentials in a header.
    super(new Fresh("zoom.demo.", "zoom-refresh.", "/zoom/oauth/token", 2));
  }

  @Override
  protected ChatProvider provider(Clock clock) {
    return ZoomExchangeTest.provider(clock);
  }

  @Override
  protected String refreshToken() {
    return unique("zoom-refresh");
  }

  @Test
  void renewsWithTheRefreshToken() {
    // When
    var renewed = renewed();

    // Then
    assertThat(renewed.expiresAt()).contains(NOW.plusSeconds(3599));
  }

  @Test
  void theAppProvesItselfInTheHeader() {
    // Given
    var refreshToken = refreshToken();

    // When
    item(operations.renew(APP, "ACC", tokens("old", refreshToken)));

    // Then
    assertThat(
            requests(
                postRequestedFor(urlPathEqualTo("/zoom/oauth/token"))
                    .withFormParam("refresh_token", equalTo(refreshToken))
                    .withHeader("Authorization", equalTo("Basic MTIzLjQ1NjpzM2NyZXQ="))))
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "used, SPENT_CODE, invalid_grant",
    "status-503, UNAVAILABLE, http_503",
    "'', REFUSED, missing_refresh_token",
  })
  void tellsWhyATokenWasNotRenewed(String refreshToken, Kind kind, String reason) {
    // When
    var call = operations.renew(APP, "ACC", tokens("old", refreshToken));

    // Then
    assertFails(call, kind, reason);
  }

  @Test
  void rejectsATokenThatDoesNot() {
    // When
    var failure = failure(operations.verify(APP, tokens("revoked", "")));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
  }

  @Test
  void revokes() {
    // Given
    var token = unique("zoom");

    // When
    var revoked = item(operations.revoke(APP, tokens(token, "")));

    // Then
    assertThat(revoked).isTrue();
    assertThat(
            requests(
                postRequestedFor(urlPathEqualTo("/zoom/oauth/revoke"))
                    .withFormParam("token", equalTo(token))))
        .hasSize(1);
  }

  @Test
  void tellsThatNothingWasRevoked() {
    // When
    var failure = failure(operations.revoke(APP, tokens("unknown", "")));

    // Then
    assertThat(failure.reason()).isEqualTo("invalid_request");
  }
}
