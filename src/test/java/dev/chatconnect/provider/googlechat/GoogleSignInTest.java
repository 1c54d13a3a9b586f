package dev.chatconnect.provider.googlechat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import dev.chatconnect.provider.AuthorizationResponse;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.IdTokenTrials;
import dev.chatconnect.provider.IdTokenTrials.Signer;
import dev.chatconnect.provider.Outbound;
import dev.chatconnect.provider.OwnHost;
import dev.chatconnect.provider.PlatformUser;
import dev.chatconnect.provider.Proofs;
import dev.chatconnect.provider.ProviderException;
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
import org.junit.jupiter.params.provider.ValueSource;

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
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Signing in with Google to be linked. */
@QuarkusTest
class GoogleSignInTest {

  private static final String KEYS = "/oauth2/v3/certs";
  private static final String TOKEN = "/token";
  private static final String CLIENT_ID = "1234987819200.apps.googleusercontent.com";
  private static final Credentials APP =
      new Credentials(Map.of("clientId", CLIENT_ID, "secretKey", "s3cret"));
  private static final String SUBJECT = "10769150350006150715113082367";
  private static final SigningPair KEY = new SigningPair();

  private final OwnHost host = OwnHost.create();
  private final GoogleChatProvider google = provider(host.uri());
  private final JwtClaims claims = IdTokenTrials.claims(host.root(), CLIENT_ID, NONCE, NOW);

  @BeforeEach
  void publishKey() {
    host.publishes(KEYS, KEY);
  }

  @Test
  void asksWhoItIsWithBothProofs() {
    // When
    var url =
        provider(URI.create("https://accounts.google.com/"))
            .authorizationUrl(
                request(APP, Optional.of(List.of("identity.basic")), Optional.empty()));

    // Then
    assertThat(URI.create(url)).hasHost("accounts.google.com").hasPath("/o/oauth2/v2/auth");
    assertThat(query(url))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "response_type", "code",
                "state", "s-t_4.te",
                "client_id", CLIENT_ID,
                "redirect_uri", REDIRECT.toString(),
                "scope", "openid",
                "nonce", NONCE,
                "code_challenge", "chall",
                "code_challenge_method", "S256",
                "prompt", "select_account"));
    assertThat(google.proofs(APP, ConnectMode.LINK_USER)).isEqualTo(new Proofs(true, true));
  }

  @Test
  void asksForMoreWhereTheCallerWants() {
    // When
    var url =
        google.authorizationUrl(
            request(APP, Optional.of(List.of("openid", "email")), Optional.empty()));

    // Then
    assertThat(query(url)).containsEntry("scope", "openid email");
  }

  @ParameterizedTest
  @ValueSource(strings = {"clientId", "secretKey"})
  void needsTheWholeClient(String present) {
    // Given
    var half = new Credentials(Map.of(present, "x"));

    // When
    var failure =
        catchThrowableOfType(
            ProviderException.class,
            () -> google.authorizationUrl(request(half, Optional.empty(), Optional.empty())));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.MISCONFIGURED);
    assertThat(failure)
        .hasMessage(
            "Google Chat integration missing required OAuth credentials (clientId/secretKey)");
  }

  @Test
  void identifiesAUserAsGoogleChatNamesThem() {
    // Given
    var code = codeFor(KEY.sign(claims));

    // When
    var result = item(google.complete(linkUser(code)));

    // Then
    assertThat(result)
        .isEqualTo(
            new UserIdentified(
                new PlatformUser("google_chat_user", Map.of("userId", "users/" + SUBJECT)),
                List.of()));
  }

  @Test
  void takesTheDomainOfTheOrganisationForTheWorkspace() {
    // Given
    claims.setStringClaim("hd", "acme.example");
    var code = codeFor(KEY.sign(claims));

    // When
    var result = item(google.complete(linkUser(code)));

    // Then
    assertThat(((UserIdentified) result).workspaceIds()).containsExactly("acme.example");
  }

  @Test
  void takesTheIssuerWithoutItsSchemeToo() {
    // Given
    claims.setIssuer(host.root().replace("http://", ""));
    claims.setStringClaim("azp", CLIENT_ID);
    var code = codeFor(KEY.sign(claims));

    // When
    var result = item(google.complete(linkUser(code)));

    // Then
    assertThat(result).isInstanceOf(UserIdentified.class);
  }

  @Test
  void exchangesTheCodeAsTheClientWithTheVerifier() {
    // Given
    var code = codeFor(KEY.sign(claims));

    // When
    item(google.complete(linkUser(code)));

    // Then
    assertThat(host.posts(TOKEN))
        .singleElement()
        .satisfies(
            request -> IdTokenTrials.requireExchange(request, CLIENT_ID, "s3cret", "the-verifier"));
  }

  @Test
  void acceptsAnAnswerThatNamesGoogleAsItsIssuer() {
    // Given
    var code = codeFor(KEY.sign(claims));

    // When
    var result = item(google.complete(linkUser(Map.of("code", code, "iss", host.root()))));

    // Then
    assertThat(result).isInstanceOf(UserIdentified.class);
  }

  @Test
  void sendsTheCodeOfAnotherIssuerNowhere() {
    // Given
    var code = codeFor(KEY.sign(claims));

    // When
    var failure =
        failure(google.complete(linkUser(Map.of("code", code, "iss", "https://evil.example"))));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure.reason()).isEqualTo("issuer_mismatch");
    assertThat(host.posts(TOKEN)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.chatconnect.provider.IdTokenTrials#wrongClaims")
  void refusesATokenWith(String what, Consumer<JwtClaims> change, String reason) {
    // Given
    change.accept(claims);
    var code = codeFor(KEY.sign(claims));

    // When
    var failure = failure(google.complete(linkUser(code)));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure.reason()).isEqualTo("id_token_" + reason);
    assertThat(failure.message()).doesNotContain(SUBJECT);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.chatconnect.provider.IdTokenTrials#forgeries")
  void refusesAForgery(String what, Signer signer, String reason) {
    // Given
    var code = codeFor(signer.sign(KEY, claims));

    // When
    var failure = failure(google.complete(linkUser(code)));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure.reason()).isEqualTo("id_token_" + reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/../b", "a b", "ü"})
  void refusesATokenWithoutAUser(String subject) {
    // Given
    claims.setSubject(subject);
    var code = codeFor(KEY.sign(claims));

    // When
    var failure = failure(google.complete(linkUser(code)));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure.reason()).isEqualTo("id_token_subject");
  }

  @ParameterizedTest
  @CsvSource({
    "error-invalid_grant, SPENT_CODE, invalid_grant",
    "error-invalid_client, MISCONFIGURED, invalid_client",
    "error-redirect_uri_mismatch, MISCONFIGURED, redirect_uri_mismatch",
    "error-unauthorized_client, MISCONFIGURED, unauthorized_client",
    "error-unsupported_grant_type, MISCONFIGURED, unsupported_grant_type",
    "error-invalid_request, REFUSED, invalid_request",
    "error-admin_policy_enforced, REFUSED, admin_policy_enforced",
    "never-issued, SPENT_CODE, invalid_grant",
    "no-id-token, INVALID_ANSWER, missing_id_token",
    "html, INVALID_ANSWER, not_json",
    "status-429, UNAVAILABLE, rate_limited",
    "status-503, UNAVAILABLE, http_503",
    "'', REFUSED, missing_code"
  })
  void tellsFailedExchangesApart(String code, Kind kind, String reason) {
    // Given
    var standIn = provider(URI.create(OwnHost.standIn() + "/google"));

    // When
    var failure = failure(standIn.complete(linkUser(code)));

    // Then
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
  }

  @Test
  void cannotJudgeATokenWhileThereAreNoKeys() {
    // Given
    host.answers(KEYS, aResponse().withStatus(503));
    var code = codeFor(KEY.sign(claims));

    // When
    var failure = failure(google.complete(linkUser(code)));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
  }

  private String codeFor(String idToken) {
    return host.codeAnswered(
        TOKEN,
        okJson(
            "{\"access_token\":\"ya29.a0\",\"expires_in\":3599,\"scope\":\"openid\","
                + "\"token_type\":\"Bearer\",\"id_token\":\""
                + idToken
                + "\"}"));
  }

  private static GoogleChatProvider provider(URI root) {
    var settings =
        new GoogleChatSettings() {
          @Override
          public URI accountsUrl() {
            return root;
          }

          @Override
          public URI oauthUrl() {
            return root;
          }

          @Override
          public URI keysUrl() {
            return root;
          }
        };
    return new GoogleChatProvider(settings, Trials.clients(Outbound.STEADY), CLOCK);
  }

  private static AuthorizationResponse linkUser(String code) {
    return linkUser(Map.of("code", code));
  }

  private static AuthorizationResponse linkUser(Map<String, String> parameters) {
    return IdTokenTrials.linkUser(APP, parameters, Optional.of("the-verifier"));
  }
}
