package dev.chatconnect.provider.msteams;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.chatconnect.provider.AuthorizationResponse;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.PlatformUser;
import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.ProviderResult.UserIdentified;
import dev.chatconnect.provider.SigningPair;
import io.quarkus.test.junit.QuarkusTest;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.chatconnect.provider.Trials.failure;
import static dev.chatconnect.provider.Trials.item;
import static dev.chatconnect.provider.msteams.Cloud.linkUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

@QuarkusTest
class UserSignInTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final String NONCE = "the-nonce";
  private static final SigningPair KEY = new SigningPair();

  private final String tenant = UUID.randomUUID().toString();
  private final String user = UUID.randomUUID().toString();
  private final Cloud cloud = Cloud.own();
  private final JwtClaims claims = cloud.claims(tenant, user, NONCE, NOW);
  private final MsTeamsProvider provider = cloud.provider(Clock.fixed(NOW, ZoneOffset.UTC));

  @BeforeEach
  void publishKey() {
    cloud.publishes(KEY);
  }

  @Test
  void identifiesAUserByTenantAndObjectId() {
    // Given
    var code = cloud.codeFor(KEY.sign(claims));

    // When
    var result = item(provider.complete(linkUser(code, NONCE)));

    // Then
    assertThat(result)
        .isEqualTo(
            new UserIdentified(
                new PlatformUser("ms_teams_user", Map.of("userId", user, "tenantId", tenant)),
                List.of(tenant)));
  }

  @Test
  void exchangesTheCodeWithTheVerifierWhereItWasMade() {
    // Given
    var code = cloud.codeFor(KEY.sign(claims));

    // When
    item(provider.complete(linkUser(code, NONCE)));

    // Then
    var path = cloud.path("/organizations/oauth2/v2.0/token");
    assertThat(
            Cloud.wireMock()
                .find(postRequestedFor(urlPathEqualTo(path)).withFormParam("code", equalTo(code))))
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.getFormParameters()).hasSize(7);
              assertThat(request.formParameter("grant_type").firstValue())
                  .isEqualTo("authorization_code");
              assertThat(request.formParameter("client_id").firstValue())
                  .isEqualTo(Cloud.CLIENT_ID);
              assertThat(request.formParameter("client_secret").firstValue())
                  .isEqualTo("entra-client-secret");
              assertThat(request.formParameter("redirect_uri").firstValue())
                  .isEqualTo(Cloud.REDIRECT.toString());
              assertThat(request.formParameter("scope").firstValue())
                  .isEqualTo("openid profile User.Read");
              assertThat(request.formParameter("code_verifier").firstValue())
                  .isEqualTo("the-verifier");
            });
  }

  static Stream<Arguments> wrongClaims() {
    var other = UUID.randomUUID().toString();
    return Stream.of(
        wrong("another app's", c -> c.setAudience(other), "invalid"),
        wrong("for two apps", c -> c.setAudience(Cloud.CLIENT_ID, other), "audience"),
        wrong("for no one", c -> c.unsetClaim("aud"), "invalid"),
        wrong("asked for by another", c -> c.setStringClaim("azp", other), "authorized_party"),
        wrong("another tenant's issuer", c -> c.setIssuer(issuerOf(c, other)), "issuer"),
        wrong("template as issuer", c -> c.setIssuer(issuerOf(c, "{tenantid}")), "issuer"),
        wrong("another issuer", c -> c.setIssuer("https://evil.example/v2.0"), "issuer"),
        wrong("no issuer", c -> c.unsetClaim("iss"), "issuer"),
        wrong("another tenant", c -> c.setStringClaim("tid", other), "issuer"),
        wrong("tenant is no guid", c -> c.setStringClaim("tid", "common"), "tenant"),
        wrong("no tenant", c -> c.unsetClaim("tid"), "tenant"),
        wrong("tenant is no text", c -> c.setClaim("tid", 1), "tenant"),
        wrong("another nonce", c -> c.setStringClaim("nonce", "the-nonce2"), "nonce"),
        wrong("no nonce", c -> c.unsetClaim("nonce"), "nonce"),
        wrong("version 1", c -> c.setStringClaim("ver", "1.0"), "version"),
        wrong("no version", c -> c.unsetClaim("ver"), "version"),
        wrong("expired", c -> lifetime(c, -3600, -61), "invalid"),
        wrong("without end", c -> c.unsetClaim("exp"), "invalid"),
        wrong("not valid yet", c -> c.setNotBefore(at(61)), "invalid"),
        wrong("without start", c -> c.unsetClaim("nbf"), "invalid"),
        wrong("made in the future", c -> c.setIssuedAt(at(61)), "invalid"),
        wrong("made long ago", c -> c.setIssuedAt(at(-90_000)), "invalid"),
        wrong("of unknown age", c -> c.unsetClaim("iat"), "invalid"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongClaims")
  void refusesATokenWith(String what, Consumer<JwtClaims> change, String reason) {
    // Given
    change.accept(claims);
    var code = cloud.codeFor(KEY.sign(claims));

    // When
    var failure = failure(provider.complete(linkUser(code, NONCE)));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure.reason()).isEqualTo("id_token_" + reason);
    assertThat(failure.message()).doesNotContain(user, tenant);
  }

  @ParameterizedTest
  @CsvSource({"-3600, -3600, -59", "0, 59, 3600", "59, 0, 3600"})
  void bearsClocksThatDifferALittle(long issued, long starts, long ends) {
    // Given
    claims.setIssuedAt(at(issued));
    claims.setNotBefore(at(starts));
    claims.setExpirationTime(at(ends));
    var code = cloud.codeFor(KEY.sign(claims));

    // When
    var result = item(provider.complete(linkUser(code, NONCE)));

    // Then
    assertThat(result).isInstanceOf(UserIdentified.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../../me", "not-a-guid"})
  void refusesATokenWithoutAUser(String oid) {
    // Given
    claims.setStringClaim("oid", oid);
    var code = cloud.codeFor(KEY.sign(claims));

    // When
    var failure = failure(provider.complete(linkUser(code, NONCE)));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure).hasMessage("MS Teams id_token missing oid claim");
  }

  static Stream<Arguments> forgeries() {
    return Stream.of(
        forgery("unsigned", KEY::unsigned, "algorithm"),
        forgery("public key as secret", KEY::signWithPublicKeyAsSecret, "algorithm"),
        forgery("other algorithm", KEY::signWithSha512, "algorithm"),
        forgery("other key of the same name", KEY.impostor()::sign, "invalid"),
        forgery("other key in the header", KEY.impostor()::signWithKeyInHeader, "invalid"),
        forgery("unknown key", new SigningPair()::sign, "unknown_key"),
        forgery("header not understood", KEY::signWithCriticalHeader, "invalid"),
        forgery(
            "changed after signing",
            c -> KEY.signAndTamper(c, "oid", UUID.randomUUID().toString()),
            "invalid"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void refusesAForgery(String what, Signer signer, String reason) {
    // Given
    var code = cloud.codeFor(signer.sign(claims));

    // When
    var failure = failure(provider.complete(linkUser(code, NONCE)));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure.reason()).isEqualTo("id_token_" + reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "a.b", "a.b.c", "a.b.c.d.e", "...", "e30.e30.e30"})
  void refusesWhatIsNoToken(String token) {
    // Given
    var code = cloud.codeFor(token);

    // When
    var failure = failure(provider.complete(linkUser(code, NONCE)));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure.message()).doesNotContain(token);
  }

  @Test
  void honoursThatAKeyIsForOneIssuerOnly() {
    // Given
    var consumers = cloud.issuer("9188040d-6c67-4c5b-b112-36a304b66dad");
    cloud.publishes(List.of(KEY.publicJwk(consumers)));
    var code = cloud.codeFor(KEY.sign(claims));

    // When
    var failure = failure(provider.complete(linkUser(code, NONCE)));

    // Then
    assertThat(failure.reason()).isEqualTo("id_token_issuer");
  }

  @Test
  void takesAKeyThatIsForTheTokensIssuer() {
    // Given
    cloud.publishes(List.of(KEY.publicJwk(cloud.issuer(tenant))));
    var code = cloud.codeFor(KEY.sign(claims));

    // When
    var result = item(provider.complete(linkUser(code, NONCE)));

    // Then
    assertThat(result).isInstanceOf(UserIdentified.class);
  }

  @Test
  void takesNoTokenWithoutANonceOfTheJourney() {
    // Given
    var code = cloud.codeFor(KEY.sign(claims));
    var response =
        new AuthorizationResponse(
            Cloud.APP,
            ConnectMode.LINK_USER,
            Cloud.REDIRECT,
            Map.of("code", code),
            Optional.empty(),
            Optional.empty());

    // When
    var failure = failure(provider.complete(response));

    // Then
    assertThat(failure.reason()).isEqualTo("id_token_nonce");
  }

  @Test
  void needsAnIdToken() {
    // Given
    var code = cloud.codeAnswered(okJson(Cloud.TOKEN));

    // When
    var failure = failure(provider.complete(linkUser(code, NONCE)));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure).hasMessage("MS Teams OAuth response missing id_token");
  }

  @Test
  void needsACode() {
    // When
    var failure = failure(provider.complete(linkUser("", NONCE)));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure).hasMessage("Missing authorization code for link_user mode");
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_grant, SPENT_CODE",
    "401, invalid_client, MISCONFIGURED",
    "400, interaction_required, REFUSED"
  })
  void tellsRefusalsOfACodeApart(int status, String error, Kind kind) {
    // Given
    var code = cloud.codeAnswered(jsonResponse("{\"error\":\"" + error + "\"}", status));

    // When
    var failure = failure(provider.complete(linkUser(code, NONCE)));

    // Then
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure).hasMessage("MS Teams user linking failed: " + error);
  }

  @Test
  void cannotJudgeATokenWhileThereAreNoKeys() {
    // Given
    cloud.answers("/organizations/discovery/v2.0/keys", aResponse().withStatus(503));
    var code = cloud.codeFor(KEY.sign(claims));

    // When
    var failure = failure(provider.complete(linkUser(code, NONCE)));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
  }

  /** Makes a token of claims. */
  private interface Signer {
    String sign(JwtClaims claims);
  }

  private static Arguments wrong(String what, Consumer<JwtClaims> change, String reason) {
    return arguments(what, change, reason);
  }

  private static Arguments forgery(String what, Signer signer, String reason) {
    return arguments(what, signer, reason);
  }

  private static String issuerOf(JwtClaims claims, String tenant) {
    return claims.getClaimValueAsString("iss").replace(claims.getClaimValueAsString("tid"), tenant);
  }

  private static void lifetime(JwtClaims claims, long from, long to) {
    claims.setIssuedAt(at(from));
    claims.setNotBefore(at(from));
    claims.setExpirationTime(at(to));
  }

  private static NumericDate at(long seconds) {
    return NumericDate.fromSeconds(NOW.getEpochSecond() + seconds);
  }
}
