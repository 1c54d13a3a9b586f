package dev.chatconnect.provider.zoom;

import java.time.Instant;
import java.util.Optional;

import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.TokenOperations;
import dev.chatconnect.provider.TokenOperations.Renewal;
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
class ZoomTokensTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  private final TokenOperations zoom = ZoomExchangeTest.provider().tokens().orElseThrow();

  @Test
  void renewsWithTheRefreshTokenAndTakesTheNewOne() {
    // Given
    var refreshToken = unique("zoom-refresh");

    // When
    var renewed = item(zoom.renew(APP, "ACC", tokens("old", refreshToken)));

    // Then
    assertThat(zoom.renewal()).isEqualTo(Renewal.REFRESH);
    assertThat(renewed.accessToken()).startsWith("zoom.demo.");
    assertThat(renewed.refreshToken()).get().asString().startsWith("zoom-refresh.");
    assertThat(renewed.refreshToken()).isNotEqualTo(Optional.of(refreshToken));
    assertThat(renewed.expiresAt()).contains(NOW.plusSeconds(3599));
    assertThat(
            requests(
                postRequestedFor(urlPathEqualTo("/zoom/oauth/token"))
                    .withFormParam("refresh_token", equalTo(refreshToken))
                    .withHeader("Authorization", equalTo("Basic MTIzLjQ1NjpzM2NyZXQ="))))
        .singleElement()
        .satisfies(request -> assertThat(request.getFormParameters()).hasSize(2));
  }

  @ParameterizedTest
  @CsvSource({
    "used, SPENT_CODE, invalid_grant",
    "status-503, UNAVAILABLE, http_503",
    "'', REFUSED, missing_refresh_token",
  })
  void tellsWhyATokenWasNotRenewed(String refreshToken, Kind kind, String reason) {
    // When
    var failure = failure(zoom.renew(APP, "ACC", tokens("old", refreshToken)));

    // Then
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
  }

  @Test
  void acceptsATokenThatWorks() {
    // When
    var verified = zoom.verify(APP, tokens("zoom.demo.acc.usr.x", ""));

    // Then
    assertThat(item(verified)).isNull();
  }

  @Test
  void rejectsATokenThatDoesNot() {
    // When
    var failure = failure(zoom.verify(APP, tokens("revoked", "")));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
  }

  @Test
  void revokes() {
    // Given
    var token = unique("zoom");

    // When
    var revoked = item(zoom.revoke(APP, tokens(token, "")));

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
    var failure = failure(zoom.revoke(APP, tokens("unknown", "")));

    // Then
    assertThat(failure.reason()).isEqualTo("invalid_request");
  }
}
