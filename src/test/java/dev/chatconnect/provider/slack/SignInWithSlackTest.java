package dev.chatconnect.provider.slack;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import dev.chatconnect.provider.AuthorizationRequest;
import dev.chatconnect.provider.AuthorizationResponse;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.IdTokenTrials;
import dev.chatconnect.provider.IdTokenTrials.Signer;
import dev.chatconnect.provider.Outbound;
import dev.chatconnect.provider.OwnHost;
import dev.chatconnect.provider.PlatformUser;
import dev.chatconnect.provider.Proofs;
import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.ProviderResult.UserIdentified;
import dev.chatconnect.provider.SigningPair;
import dev.chatconnect.provider.Trials;
import io.quarkus.test.junit.QuarkusTest;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.chatconnect.connect.Journeys.query;
import static dev.chatconnect.provider.IdTokenTrials.CLOCK;
import static dev.chatconnect.provider.IdTokenTrials.NONCE;
import static dev.chatconnect.provider.IdTokenTrials.NOW;
import static dev.chatconnect.provider.IdTokenTrials.request;
import static dev.chatconnect.provider.Trials.REDIRECT;
import static dev.chatconnect.provider.Trials.failure;
import static dev.chatconnect.provider.Trials.item;
import static org.assertj.core.api.Assertions.assertThat;

/** Sign in with Slack. */
@QuarkusTest
class SignInWithSlackTest {

  private static final String KEYS = "/openid/connect/keys";
  private static final String TOKEN = "/api/openid.connect.token";
  private static final String CLIENT_ID = "25259531569.1115258246291";
  private static final Credentials APP = app(Map.of("openIdConnect", true));
  private static final SigningPair KEY = new SigningPair();

  private final OwnHost host = OwnHost.create();
  private final SlackProvider slack = provider(host.uri());
  private final JwtClaims claims = claims(host.root());

  @BeforeEach
  void publishKey() {
    host.publishes(KEYS, KEY);
  }

  @Test
  void asksForWhoItIsInTheConnectedWorkspace() {
    // When
    var url = url(Optional.empty(), Optional.of("T0ACME"));

    // Then
    assertThat(URI.create(url)).hasPath("/openid/connect/authorize");
    assertThat(query(url))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "response_type", "code",
                "state", "s-t_4.te",
                "client_id", CLIENT_ID,
                "redirect_uri", REDIRECT.toString(),
                "scope", "openid profile email",
                "nonce", NONCE,
                "team", "T0ACME"));
  }

  @ParameterizedTest
  @CsvSource({
    "identity.basic, openid profile email",
    "'identity.basic,identity.email', openid profile email",
    "'', openid profile email",
    "openid, openid",
    "'email,openid', openid email",
    "'chat:write,profile', openid profile"
  })
  void asksForNothingThatSlackDoesNotMixWithASignIn(String asked, String scope) {
    // When
    var url = url(Optional.of(List.of(asked.split(","))), Optional.empty());

    // Then
    assertThat(query(url)).containsEntry("scope", scope).doesNotContainKey("team");
  }

  @Test
  void namesNoOrganisationAsAWorkspace() {
    // When
    var url = url(Optional.empty(), Optional.of("E0ORG"));

    // Then
    assertThat(query(url)).doesNotContainKey("team");
  }

  @Test
  void sendsTheChallengeWhenTheAppTakesPkce() {
    // Given
    var app = app(Map.of("openIdConnect", true, "usePkce", true));

    // When
    var url = slack.authorizationUrl(request(app, Optional.empty(), Optional.empty()));

    // Then
    assertThat(query(url))
        .containsEntry("code_challenge", "chall")
        .containsEntry("code_challenge_method", "S256");
    assertThat(slack.proofs(app, ConnectMode.LINK_USER)).isEqualTo(new Proofs(true, true));
  }

  @Test
  void needsANonceOnlyToLinkAUser() {
    // When
    var proofs = slack.proofs(APP, ConnectMode.CONNECT);

    // Then
    assertThat(proofs).isEqualTo(Proofs.NONE);
    assertThat(slack.proofs(APP, ConnectMode.LINK_USER)).isEqualTo(new Proofs(false, true));
    assertThat(slack.authorizationUrl(connect())).contains("/oauth/v2/authorize?");
  }

  @Test
  void identifiesAUserByTheSignedClaims() {
    // Given
    var code = codeFor(KEY.sign(claims));

    // When
    var result = item(slack.complete(linkUser(code)));

    // Then
    assertThat(result)
        .isEqualTo(
            new UserIdentified(
                new PlatformUser("slack_user", Map.of("userId", "U0ANN")), List.of("T0ACME")));
  }

  @Test
  void knowsTheOrganisationOfAUserAsWell() {
    // Given
    claims.setStringClaim("https://slack.com/enterprise_id", "E0ORG");
    var code = codeFor(KEY.sign(claims));

    // When
    var result = item(slack.complete(linkUser(code)));

    // Then
    assertThat(((UserIdentified) result).workspaceIds()).containsExactly("T0ACME", "E0ORG");
  }

  @Test
  void exchangesTheCodeAsTheAppWithTheVerifier() {
    // Given
    var code = codeFor(KEY.sign(claims));

    // When
    item(slack.complete(linkUser(APP, code, Optional.of("the-verifier"))));

    // Then
    assertThat(host.posts(TOKEN))
        .singleElement()
        .satisfies(
            request -> IdTokenTrials.requireExchange(request, CLIENT_ID, "s3cret", "the-verifier"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.chatconnect.provider.IdTokenTrials#wrongClaims")
  void refusesATokenWith(String what, Consumer<JwtClaims> change, String reason) {
    // Given
    change.accept(claims);
    var code = codeFor(KEY.sign(claims));

    // When
    var failure = failure(slack.complete(linkUser(code)));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure.reason()).isEqualTo("id_token_" + reason);
    assertThat(failure.message()).doesNotContain("U0ANN", "T0ACME");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.chatconnect.provider.IdTokenTrials#forgeries")
  void refusesAForgery(String what, Signer signer, String reason) {
    // Given
    var code = codeFor(signer.sign(KEY, claims));

    // When
    var failure = failure(slack.complete(linkUser(code)));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure.reason()).isEqualTo("id_token_" + reason);
  }

  @ParameterizedTest
  @CsvSource({"https://slack.com/user_id, ''", "https://slack.com/user_id, ' '"})
  void refusesATokenWithoutAUser(String claim, String value) {
    // Given
    claims.setStringClaim(claim, value);
    var code = codeFor(KEY.sign(claims));

    // When
    var failure = failure(slack.complete(linkUser(code)));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure.reason()).isEqualTo("missing_user_id");
  }

  @ParameterizedTest
  @CsvSource({
    "error-invalid_code, SPENT_CODE, invalid_code",
    "error-invalid_grant, SPENT_CODE, invalid_grant",
    "error-invalid_code_verifier, SPENT_CODE, invalid_code_verifier",
    "error-invalid_client, MISCONFIGURED, invalid_client",
    "error-pkce_not_allowed, MISCONFIGURED, pkce_not_allowed",
    "error-unsupported_grant_type, MISCONFIGURED, unsupported_grant_type",
    "error-bad_redirect_uri, MISCONFIGURED, bad_redirect_uri",
    "error-invalid_request, REFUSED, invalid_request",
    "error-access_denied, DENIED, access_denied",
    "error-service_unavailable, UNAVAILABLE, service_unavailable",
    "never-issued, SPENT_CODE, invalid_code",
    "no-id-token, INVALID_ANSWER, missing_id_token",
    "status-429, UNAVAILABLE, rate_limited",
    "status-500, UNAVAILABLE, http_500"
  })
  void tellsFailedExchangesApart(String code, Kind kind, String reason) {
    // When
    var failure = failure(provider(OwnHost.standIn()).complete(linkUser(code)));

    // Then
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
  }

  @Test
  void sendsTheCodeOfAnotherIssuerNowhere() {
    // Given
    var response =
        IdTokenTrials.linkUser(
            APP, Map.of("code", "any", "iss", "https://evil.example"), Optional.empty());

    // When
    var failure = failure(slack.complete(response));

    // Then
    assertThat(failure.reason()).isEqualTo("issuer_mismatch");
    assertThat(host.posts(TOKEN)).isEmpty();
  }

  @Test
  void cannotJudgeATokenWhileThereAreNoKeys() {
    // Given
    host.answers(KEYS, aResponse().withStatus(503));
    var code = codeFor(KEY.sign(claims));

    // When
    var failure = failure(slack.complete(linkUser(code)));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
  }

  @Test
  void endsAJourneyAsItBeganThoughTheSwitchWasTurned() {
    // Given
    var code = codeFor(KEY.sign(claims));
    var turnedOff = app(Map.of());

    // When
    var result = item(slack.complete(linkUser(turnedOff, code, Optional.empty())));

    // Then
    assertThat(result).isInstanceOf(UserIdentified.class);
  }

  @Test
  void takesTheIssuerFromWhereSlackIs() {
    // Given
    var gov = OwnHost.create();
    gov.publishes(KEYS, KEY);
    var token = KEY.sign(claims(host.root()));
    var code = gov.codeAnswered(TOKEN, okJson(answer(token)));

    // When
    var failure = failure(provider(gov.uri()).complete(linkUser(code)));

    // Then
    assertThat(failure.reason()).isEqualTo("id_token_issuer");
  }

  private String codeFor(String idToken) {
    return host.codeAnswered(TOKEN, okJson(answer(idToken)));
  }

  private static String answer(String idToken) {
    return "{\"ok\":true,\"access_token\":\"xoxp-1234\",\"token_type\":\"Bearer\",\"id_token\":\""
        + idToken
        + "\"}";
  }

  private static SlackProvider provider(URI baseUrl) {
    return StandIn.provider(Outbound.STEADY, baseUrl, CLOCK);
  }

  private static JwtClaims claims(String issuer) {
    var claims = IdTokenTrials.claims(issuer, CLIENT_ID, NONCE, NOW);
    claims.setStringClaim("https://slack.com/user_id", "U0ANN");
    claims.setStringClaim("https://slack.com/team_id", "T0ACME");
    return claims;
  }

  private static Credentials app(Map<String, Object> more) {
    var fields = new java.util.HashMap<String, Object>(more);
    fields.put("clientId", CLIENT_ID);
    fields.put("secretKey", "s3cret");
    return new Credentials(fields);
  }

  private String url(Optional<List<String>> userScope, Optional<String> workspace) {
    return provider(URI.create("https://slack.com"))
        .authorizationUrl(request(APP, userScope, workspace));
  }

  private static AuthorizationRequest connect() {
    return Trials.request(APP, ConnectMode.CONNECT, Optional.empty(), Optional.empty());
  }

  private static AuthorizationResponse linkUser(String code) {
    return linkUser(APP, code, Optional.empty());
  }

  private static AuthorizationResponse linkUser(
      Credentials app, String code, Optional<String> verifier) {
    return IdTokenTrials.linkUser(app, Map.of("code", code), verifier);
  }
}
