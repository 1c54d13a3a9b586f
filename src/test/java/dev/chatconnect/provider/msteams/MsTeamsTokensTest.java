package dev.chatconnect.provider.msteams;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.TokenOperations;
import dev.chatconnect.provider.TokenOperations.Renewal;
import dev.chatconnect.provider.TokenSet;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.chatconnect.provider.Trials.failure;
import static dev.chatconnect.provider.Trials.item;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class MsTeamsTokensTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final TokenSet OLD =
      new TokenSet("old-token", Optional.empty(), Optional.of(NOW), Optional.empty());

  private final String tenant = UUID.randomUUID().toString();
  private final Cloud cloud = Cloud.own();
  private final TokenOperations tokens =
      cloud.provider(Clock.fixed(NOW, ZoneOffset.UTC)).tokens().orElseThrow();

  @Test
  void mintsANewTokenInTheTenant() {
    // Given
    cloud.letsIn(tenant);

    // When
    var renewed = item(tokens.renew(Cloud.APP, tenant, OLD));

    // Then
    assertThat(tokens.renewal()).isEqualTo(Renewal.MINT);
    assertThat(renewed)
        .isEqualTo(
            new TokenSet(
                "app-token",
                Optional.empty(),
                Optional.of(NOW.plusSeconds(3599)),
                Optional.empty()));
  }

  @Test
  void saysThatTheTenantNoLongerLetsTheAppIn() {
    // Given
    cloud.takes(
        "/" + tenant + "/oauth2/v2.0/token",
        jsonResponse("{\"error\":\"unauthorized_client\"}", 400));

    // When
    var failure = failure(tokens.renew(Cloud.APP, tenant, OLD));

    // Then
    assertThat(failure.endsGrant()).isTrue();
    assertThat(failure).hasMessage("MS Teams token could not be renewed: unauthorized_client");
  }

  @Test
  void asksForNoTokenInWhatIsNoTenant() {
    // When
    var failure = failure(tokens.renew(Cloud.APP, "../common", OLD));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.MISCONFIGURED);
    assertThat(failure.reason()).isEqualTo("invalid_tenant");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 403})
  void takesATokenForGoodWhateverItMayDo(int status) {
    // Given
    cloud.answers("/v1.0/organization", jsonResponse("{}", status));

    // When
    item(tokens.verify(Cloud.APP, OLD));

    // Then
    assertThat(
            Cloud.wireMock()
                .find(
                    getRequestedFor(urlPathEqualTo(cloud.path("/v1.0/organization")))
                        .withHeader("Authorization", equalTo("Bearer old-token"))))
        .hasSize(1);
  }

  @Test
  void refusesATokenThatGraphDoesNotTake() {
    // Given
    cloud.answers("/v1.0/organization", jsonResponse("{}", 401));

    // When
    var failure = failure(tokens.verify(Cloud.APP, OLD));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure.reason()).isEqualTo("invalid_token");
  }

  @Test
  void cannotTellWhileGraphIsDown() {
    // Given
    cloud.answers("/v1.0/organization", aResponse().withStatus(503));

    // When
    var failure = failure(tokens.verify(Cloud.APP, OLD));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
  }

  @Test
  void takesNothingBack() {
    // When
    var revoked = item(tokens.revoke(Cloud.APP, OLD));

    // Then
    assertThat(revoked).isFalse();
  }
}
