package dev.chatconnect.provider.webex;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.Outbound;
import dev.chatconnect.provider.PlatformUser;
import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.ProviderResult.UserIdentified;
import dev.chatconnect.provider.ProviderResult.WorkspaceConnected;
import dev.chatconnect.provider.Trials;
import dev.chatconnect.provider.Workspace;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.chatconnect.provider.Trials.APP;
import static dev.chatconnect.provider.Trials.failure;
import static dev.chatconnect.provider.Trials.granted;
import static dev.chatconnect.provider.Trials.refused;
import static dev.chatconnect.provider.Trials.requests;
import static dev.chatconnect.provider.Trials.response;
import static dev.chatconnect.provider.Trials.unique;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class WebexExchangeTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  private WebexProvider webex;

  @BeforeEach
  void provider() {
    webex = webex(Outbound.STEADY);
  }

  @Test
  void connectsTheOrganisationOfWhoAllowedIt() {
    // When
    var result = granted(webex, "demo.ORG1.ANN1", ConnectMode.CONNECT);

    // Then
    var connected = (WorkspaceConnected) result;
    assertThat(connected.workspace())
        .isEqualTo(new Workspace("ORG1", Optional.of("Ann Example"), Optional.empty()));
    assertThat(connected.installer()).contains(person("personId", "ANN1"));
    assertThat(connected.grant().installerId()).contains("ANN1");
    assertThat(connected.tokens().accessToken()).startsWith("webex.demo.ORG1.ANN1.");
    assertThat(connected.tokens().refreshToken()).get().asString().startsWith("webex-refresh.");
    assertThat(connected.tokens().expiresAt()).contains(NOW.plusSeconds(1_209_599));
    assertThat(connected.tokens().refreshTokenExpiresAt()).contains(NOW.plusSeconds(7_775_999));
  }

  @Test
  void keepsTheScopesThatAreToldAndATokenThatNeverEnds() {
    // When
    var result = granted(webex, "forever", ConnectMode.CONNECT);

    // Then
    var connected = (WorkspaceConnected) result;
    assertThat(connected.grant().scopes()).containsExactly("spark:people_read", "spark:kms");
    assertThat(connected.tokens().expiresAt()).isEmpty();
    assertThat(connected.tokens().refreshToken()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"no-org.X.ANN2, ann@example.com", "nameless.X.ANN2, Ann Example"})
  void takesThePersonForTheWorkspaceWhereThereIsNoOrganisation(String code, String name) {
    // When
    var result = granted(webex, code, ConnectMode.CONNECT);

    // Then
    assertThat(((WorkspaceConnected) result).workspace())
        .isEqualTo(new Workspace("ANN2", Optional.of(name), Optional.empty()));
  }

  @Test
  void identifiesAPerson() {
    // When
    var result = granted(webex, "demo.ORG3.ANN3", ConnectMode.LINK_USER);

    // Then
    assertThat(result).isEqualTo(new UserIdentified(person("personId", "ANN3"), List.of("ORG3")));
  }

  @Test
  void identifiesAPersonByAddressWhereThereIsNoId() {
    // When
    var result = granted(webex, "email-only.ORG4", ConnectMode.LINK_USER);

    // Then
    assertThat(((UserIdentified) result).user())
        .isEqualTo(person("personEmail", "ann@example.com"));
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECT, Webex did not return an org ID or person ID in the OAuth response",
    "LINK_USER, Webex did not return a person ID or email in the OAuth response"
  })
  void refusesAnAnswerThatIsAboutNobody(ConnectMode mode, String message) {
    // When
    var failure = refused(webex, "nobody", mode);

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "error-invalid_grant, SPENT_CODE, invalid_grant",
    "error-invalid_client, MISCONFIGURED, invalid_client",
    "error-unauthorized_client, MISCONFIGURED, unauthorized_client",
    "error-invalid_scope, MISCONFIGURED, invalid_scope",
    "error-access_denied, DENIED, access_denied",
    "error-temporarily_unavailable, UNAVAILABLE, temporarily_unavailable",
    "error-something_new, REFUSED, something_new",
    "never-issued, SPENT_CODE, invalid_grant",
    "message-400, REFUSED, http_400",
    "odd-error, REFUSED, http_400",
    "status-401, REFUSED, http_401",
    "no-token, REFUSED, missing_token",
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
    "me-html, INVALID_ANSWER, not_json"
  })
  void tellsFailuresApartAndAsksOnlyOnce(String kindOfCode, Kind kind, String reason) {
    // Given
    var code = unique(kindOfCode);

    // When
    var failure = refused(webex, code, ConnectMode.CONNECT);

    // Then
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(exchangesOf(code)).hasSize(1);
  }

  @Test
  void saysWhatFailedInTheWordsOfTheReference() {
    // When
    var exchange = refused(webex, "error-invalid_grant", ConnectMode.CONNECT);
    var person = refused(webex, "me-401", ConnectMode.CONNECT);
    var token = refused(webex, "no-token", ConnectMode.CONNECT);

    // Then
    assertThat(exchange).hasMessage("Webex OAuth token exchange failed (HTTP 400): invalid_grant");
    assertThat(person).hasMessage("Webex people/me request failed (HTTP 401): refused");
    assertThat(token).hasMessage("Webex OAuth response did not include an access token");
  }

  @Test
  void givesUpOnAnAnswerThatTakesTooLong() {
    // Given
    var hurried = webex(Outbound.STEADY.callTimeout(Duration.ofMillis(800)));

    // When
    var failure = refused(hurried, unique("slow"), ConnectMode.CONNECT);

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.reason()).isEqualTo("timeout");
  }

  @Test
  void sendsWhatWebexAsksForAndNothingElse() {
    // Given
    var code = unique("demo");

    // When
    granted(webex, code, ConnectMode.CONNECT);

    // Then
    assertThat(exchangesOf(code))
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.getFormParameters()).hasSize(5);
              assertThat(request.formParameter("grant_type").firstValue())
                  .isEqualTo("authorization_code");
              assertThat(request.formParameter("client_id").firstValue()).isEqualTo("123.456");
              assertThat(request.formParameter("client_secret").firstValue()).isEqualTo("s3cret");
              assertThat(request.formParameter("redirect_uri").firstValue())
                  .isEqualTo("https://api.example.com/v1/callback");
              assertThat(request.containsHeader("Authorization")).isFalse();
            });
  }

  @Test
  void spendsNoCodeForABaseUrlOfSomeoneElse() {
    // Given
    var code = unique("demo");

    // When
    var failure =
        failure(
            webex.complete(
                response(withBaseUrl("https://evil.example/v1"), code, ConnectMode.CONNECT)));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.MISCONFIGURED);
    assertThat(exchangesOf(code)).isEmpty();
  }

  @Test
  void sendsTheTokenToTheBaseUrlOfTheIntegration() {
    // Given
    var code = unique("demo");

    // When
    var failure =
        failure(
            webex.complete(
                response(
                    withBaseUrl("https://no-such-host.invalid.webexapis.com/v1"),
                    code,
                    ConnectMode.CONNECT)));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(exchangesOf(code)).hasSize(1);
    assertThat(
            requests(
                getRequestedFor(urlPathEqualTo("/webex/v1/people/me"))
                    .withHeader("Authorization", matching(".*" + code + ".*"))))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"clientId", "secretKey"})
  void needsTheWholeAppForTheExchange(String present) {
    // Given
    var half = new Credentials(Map.of(present, "x"));

    // When
    var failure = failure(webex.complete(response(half, "demo", ConnectMode.CONNECT)));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.MISCONFIGURED);
    assertThat(failure)
        .hasMessage(
            "Webex Messaging integration missing required OAuth credentials"
                + " (clientId/clientSecret)");
  }

  @Test
  void needsACode() {
    // When
    var failure = refused(webex, "", ConnectMode.CONNECT);

    // Then
    assertThat(failure).hasMessage("Missing required parameter: code");
  }

  private static WebexProvider webex(Outbound outbound) {
    var baseUrl = Trials.baseUrl("webex");
    return new WebexProvider(
        () -> baseUrl, Trials.clients(outbound), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static List<LoggedRequest> exchangesOf(String code) {
    return requests(
        postRequestedFor(urlPathEqualTo("/webex/v1/access_token"))
            .withFormParam("code", equalTo(code)));
  }

  private static Credentials withBaseUrl(String baseUrl) {
    var values = new HashMap<>(APP.values());
    values.put("baseUrl", baseUrl);
    return new Credentials(values);
  }

  private static PlatformUser person(String field, String value) {
    return new PlatformUser("webex_person", Map.of(field, value));
  }
}
