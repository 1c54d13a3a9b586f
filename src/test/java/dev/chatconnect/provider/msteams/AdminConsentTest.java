package dev.chatconnect.provider.msteams;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.chatconnect.provider.AuthorizationResponse;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.ProviderResult.WorkspaceConnected;
import dev.chatconnect.provider.SigningPair;
import dev.chatconnect.provider.Workspace;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.chatconnect.provider.Trials.failure;
import static dev.chatconnect.provider.Trials.item;
import static dev.chatconnect.provider.msteams.Cloud.connect;
import static dev.chatconnect.provider.msteams.Cloud.consented;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@QuarkusTest
class AdminConsentTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final String NONCE = "the-nonce";
  private static final SigningPair KEY = new SigningPair();

  private final String tenant = UUID.randomUUID().toString();
  private final Cloud cloud = Cloud.own();
  private final MsTeamsProvider provider = cloud.provider(Clock.fixed(NOW, ZoneOffset.UTC));

  @BeforeEach
  void publishKey() {
    cloud.publishes(KEY);
  }

  @Test
  void aConsentIsAClaimAtFirst() {
    // When
    var claim = provider.claim(consented(tenant));

    // Then
    assertThat(claim).contains(tenant);
  }

  @Test
  void connectsATenantThatLetsTheAppInOnceSomebodyOfItSignedIn() {
    // Given
    cloud.letsIn(tenant);

    // When
    var result = (WorkspaceConnected) item(provider.complete(proof(tenant)));

    // Then
    assertThat(result.workspace())
        .isEqualTo(new Workspace(tenant, Optional.empty(), Optional.empty()));
    assertThat(result.tokens().accessToken()).isEqualTo("app-token");
    assertThat(result.tokens().expiresAt()).contains(NOW.plusSeconds(3599));
    assertThat(result.tokens().refreshToken()).isEmpty();
    assertThat(result.grant().appId()).contains(Cloud.CLIENT_ID);
    assertThat(result.installer()).isEmpty();
  }

  @Test
  void doesNotConnectATenantForSomebodyOfAnother() {
    // Given
    cloud.letsIn(tenant);
    var code = signedInTo(UUID.randomUUID().toString());

    // When
    var failure = failure(provider.complete(Cloud.proof(tenant, code, NONCE)));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.MISMATCH);
    assertThat(failure.reason()).isEqualTo("tenant_mismatch");
    assertThat(mintings()).isEmpty();
  }

  @Test
  void believesNoSignInOfAnotherJourney() {
    // Given
    cloud.letsIn(tenant);

    // When
    var failure =
        failure(provider.complete(Cloud.proof(tenant, signedInTo(tenant), "another-nonce")));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure.reason()).isEqualTo("id_token_nonce");
    assertThat(mintings()).isEmpty();
  }

  @Test
  void aClaimAloneConnectsNothing() {
    // Given
    cloud.letsIn(tenant);

    // When
    var failure = failure(provider.complete(consented(tenant)));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(mintings()).isEmpty();
  }

  @Test
  void anotherConsentIsNoProofOfTheFirst() {
    // Given
    cloud.letsIn(tenant);
    var response =
        new AuthorizationResponse(
            Cloud.APP,
            ConnectMode.CONNECT,
            Cloud.REDIRECT,
            Map.of("admin_consent", "True", "tenant", tenant),
            Optional.of("the-verifier"),
            Optional.of(NONCE),
            Optional.of(tenant));

    // When
    var failure = failure(provider.complete(response));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure.reason()).isEqualTo("missing_code");
    assertThat(mintings()).isEmpty();
  }

  @Test
  void asksForTheSignInWithoutReadingAnything() {
    // Given
    cloud.letsIn(tenant);
    var code = signedInTo(tenant);

    // When
    item(provider.complete(Cloud.proof(tenant, code, NONCE)));

    // Then
    var path = cloud.path("/organizations/oauth2/v2.0/token");
    assertThat(
            Cloud.wireMock()
                .find(postRequestedFor(urlPathEqualTo(path)).withFormParam("code", equalTo(code))))
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.formParameter("scope").firstValue()).isEqualTo("openid profile");
              assertThat(request.formParameter("code_verifier").firstValue())
                  .isEqualTo("the-verifier");
            });
  }

  @Test
  void asksForATokenAsTheAppInThatTenant() {
    // Given
    cloud.letsIn(tenant);

    // When
    item(provider.complete(proof(tenant)));

    // Then
    assertThat(mintings())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.getFormParameters()).hasSize(4);
              assertThat(request.formParameter("grant_type").firstValue())
                  .isEqualTo("client_credentials");
              assertThat(request.formParameter("client_id").firstValue())
                  .isEqualTo(Cloud.CLIENT_ID);
              assertThat(request.formParameter("client_secret").firstValue())
                  .isEqualTo("entra-client-secret");
              assertThat(request.formParameter("scope").firstValue())
                  .isEqualTo(cloud.root() + "/.default");
            });
  }

  @Test
  void knowsATenantByOneSpelling() {
    // When
    var claim = provider.claim(consented(tenant.toUpperCase(Locale.ROOT)));

    // Then
    assertThat(claim).contains(tenant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "TRUE", "False", "True ", "1"})
  void takesNothingButTrueForConsent(String consent) {
    // Given
    var response = connect(Map.of("admin_consent", consent, "tenant", tenant));

    // When
    var failure = refusedClaim(response);

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure).hasMessage("Admin consent was not granted");
  }

  @Test
  void needsConsentToBeTold() {
    // When
    var failure = refusedClaim(connect(Map.of("tenant", tenant)));

    // Then
    assertThat(failure).hasMessage("Admin consent was not granted");
  }

  @Test
  void needsATenant() {
    // Given
    var response = connect(Map.of("admin_consent", "True", "code", "c"));

    // When
    var failure = refusedClaim(response);

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure).hasMessage("Missing tenant parameter from MS Teams admin consent");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "common",
        "organizations",
        "contoso.onmicrosoft.com",
        "../x",
        "0f0f0f0f-1111-4222-8333-444444444444/../common",
        "0f0f0f0f-1111-4222-8333-44444444444g",
        "0f0f0f0f-1111-4222-8333-444444444444%2f",
        "0f0f0f0f-1111-4222-8333-444444444444\n"
      })
  void refusesATenantThatIsNoGuidWithoutAskingMicrosoft(String odd) {
    // When
    var failure = refusedClaim(consented(odd));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure.reason()).isEqualTo("invalid_tenant");
    assertThat(failure.message()).doesNotContain(odd);
    assertThat(
            Cloud.wireMock()
                .find(
                    postRequestedFor(
                        com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching(
                            cloud.path("/.*")))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "400, unauthorized_client, MISCONFIGURED",
    "401, invalid_client, MISCONFIGURED",
    "400, invalid_scope, MISCONFIGURED",
    "400, temporarily_unavailable, UNAVAILABLE",
    "400, server_error, UNAVAILABLE",
    "400, invalid_request, REFUSED",
    "400, something_new, REFUSED"
  })
  void storesNothingWithoutAToken(int status, String error, Kind kind) {
    // Given
    refuses(status, error);

    // When
    var failure = failure(provider.complete(proof(tenant)));

    // Then
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(error);
    assertThat(failure).hasMessage("MS Teams admin consent could not be confirmed: " + error);
  }

  @Test
  void saysThatConsentTakesTimeWhereTheAppIsNotInTheTenant() {
    // Given
    refuses(400, "unauthorized_client");

    // When
    var failure = failure(provider.complete(proof(tenant)));

    // Then
    assertThat(failure.advice()).get().asString().contains("up to 60 minutes");
  }

  @Test
  void neverRepeatsADescription() {
    // Given
    refuses(400, "bad\\r\\nevent=forged");

    // When
    var failure = failure(provider.complete(proof(tenant)));

    // Then
    assertThat(failure.reason()).isEqualTo("unknown");
    assertThat(failure.message()).doesNotContain("AADSTS", "forged", "\r", "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"token_type\":\"Bearer\",\"expires_in\":3599} | missing_token",
        "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\" \"} | missing_token",
        "{\"token_type\":\"pop\",\"expires_in\":3599,\"access_token\":\"t\"} | token_type",
        "{\"expires_in\":3599,\"access_token\":\"t\"} | token_type",
        "{\"token_type\":\"Bearer\",\"access_token\":\"t\"} | missing_expires_in",
        "{\"token_type\":\"Bearer\",\"access_token\":\"t\",\"expires_in\":0} | missing_expires_in",
        "[] | not_json"
      })
  void refusesATokenThatMakesNoSense(String body, String reason) {
    // Given
    cloud.takes("/" + tenant + "/oauth2/v2.0/token", jsonResponse(body, 200));

    // When
    var failure = failure(provider.complete(proof(tenant)));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.INVALID_ANSWER);
    assertThat(failure.reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({"500, http_500", "503, http_503", "429, rate_limited"})
  void waitsForMicrosoftToComeBack(int status, String reason) {
    // Given
    cloud.takes("/" + tenant + "/oauth2/v2.0/token", aResponse().withStatus(status));

    // When
    var failure = failure(provider.complete(proof(tenant)));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.reason()).isEqualTo(reason);
  }

  @Test
  void needsTheWholeApp() {
    // Given
    var response =
        new AuthorizationResponse(
            new Credentials(Map.of("clientId", "c", "secretKey", "s")),
            ConnectMode.CONNECT,
            Cloud.REDIRECT,
            Map.of("admin_consent", "True", "tenant", tenant),
            Optional.empty(),
            Optional.empty());

    // When
    var failure = refusedClaim(response);

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.MISCONFIGURED);
    assertThat(failure)
        .hasMessage(
            "MS Teams integration missing required credentials (clientId, secretKey, tenantId)");
  }

  /** What comes back when somebody of the tenant signed in. */
  private AuthorizationResponse proof(String claimed) {
    return Cloud.proof(claimed, signedInTo(claimed), NONCE);
  }

  /** The code of somebody who signed in. */
  private String signedInTo(String ofTenant) {
    return cloud.codeFor(
        KEY.sign(cloud.claims(ofTenant, UUID.randomUUID().toString(), NONCE, NOW)));
  }

  private ProviderException refusedClaim(AuthorizationResponse response) {
    return catchThrowableOfType(ProviderException.class, () -> provider.claim(response));
  }

  private List<LoggedRequest> mintings() {
    var path = cloud.path("/" + tenant + "/oauth2/v2.0/token");
    return Cloud.wireMock().find(postRequestedFor(urlPathEqualTo(path)));
  }

  private void refuses(int status, String error) {
    cloud.takes(
        "/" + tenant + "/oauth2/v2.0/token",
        jsonResponse(
            "{\"error\":\""
                + error
                + "\",\"error_description\":\"AADSTS700016: x\\r\\nTrace ID: y\","
                + "\"error_codes\":[700016],\"correlation_id\":\"not\\r\\na guid\"}",
            status));
  }
}
