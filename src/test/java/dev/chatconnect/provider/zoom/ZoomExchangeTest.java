package dev.chatconnect.provider.zoom;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.chatconnect.connect.Journeys;
import dev.chatconnect.provider.AuthorizationRequest;
import dev.chatconnect.provider.AuthorizationResponse;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.Outbound;
import dev.chatconnect.provider.PlatformUser;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.ProviderResult.UserIdentified;
import dev.chatconnect.provider.ProviderResult.WorkspaceConnected;
import dev.chatconnect.provider.Trials;
import dev.chatconnect.provider.Workspace;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.chatconnect.provider.Trials.APP;
import static dev.chatconnect.provider.Trials.REDIRECT;
import static dev.chatconnect.provider.Trials.failure;
import static dev.chatconnect.provider.Trials.granted;
import static dev.chatconnect.provider.Trials.refused;
import static dev.chatconnect.provider.Trials.requests;
import static dev.chatconnect.provider.Trials.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@QuarkusTest
class ZoomExchangeTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  private final ZoomProvider zoom = provider(Clock.fixed(NOW, ZoneOffset.UTC));

  static ZoomProvider provider(Clock clock) {
    var config = ConfigProvider.getConfig();
    var base = config.getValue("chat-connect.providers.zoom.base-url", URI.class);
    var api = config.getValue("chat-connect.providers.zoom.api-url", URI.class);
    var settings =
        new ZoomSettings() {
          @Override
          public URI baseUrl() {
            return base;
          }

          @Override
          public URI apiUrl() {
            return api;
          }
        };
    return new ZoomProvider(settings, Trials.clients(Outbound.STEADY), clock);
  }

  @Test
  void asksForTheUsersConsentWithAChallenge() {
    // Given
    var request =
        new AuthorizationRequest(
            APP,
            ConnectMode.CONNECT,
            REDIRECT,
            "the-state",
            Optional.empty(),
            Optional.empty(),
            Optional.of("the-challenge"),
            Optional.empty(),
            Optional.empty());

    // When
    var url = zoom.authorizationUrl(request);

    // Then
    assertThat(url).startsWith(Trials.baseUrl("zoom") + "/oauth/authorize?");
    assertThat(Journeys.query(url))
        .isEqualTo(
            Map.of(
                "state",
                "the-state",
                "client_id",
                "123.456",
                "response_type",
                "code",
                "redirect_uri",
                REDIRECT.toString(),
                "code_challenge",
                "the-challenge",
                "code_challenge_method",
                "S256"));
  }

  @Test
  void asksForTheScopesThatTheCallerNames() {
    // Given
    var request =
        Trials.request(
            APP, ConnectMode.LINK_USER, Optional.empty(), Optional.of(List.of("user:read:user")));

    // When
    var url = zoom.authorizationUrl(request);

    // Then
    assertThat(Journeys.query(url)).containsEntry("scope", "user:read:user");
  }

  @Test
  void needsAnId() {
    // Given
    var request =
        Trials.request(Credentials.NONE, ConnectMode.CONNECT, Optional.empty(), Optional.empty());

    // When
    var failure =
        catchThrowableOfType(ProviderException.class, () -> zoom.authorizationUrl(request));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.MISCONFIGURED);
    assertThat(failure.message())
        .isEqualTo("Zoom integration missing required OAuth credentials (clientId)");
  }

  @Test
  void connectsTheAccountOfTheUser() {
    // When
    var result = granted(zoom, "demo.acc1.usr1", ConnectMode.CONNECT);

    // Then
    var connected = (WorkspaceConnected) result;
    assertThat(connected.workspace())
        .isEqualTo(new Workspace("acc1", Optional.of("Chill Incorporated"), Optional.empty()));
    assertThat(connected.installer())
        .contains(new PlatformUser("zoom_user", Map.of("userId", "usr1")));
    assertThat(connected.grant().installerId()).contains("usr1");
    assertThat(connected.grant().scopes()).containsExactly("user:read:user", "chat_message:write");
    assertThat(connected.tokens().refreshToken()).get().asString().startsWith("zoom-refresh.");
    assertThat(connected.tokens().expiresAt()).contains(NOW.plusSeconds(3599));
  }

  @Test
  void identifiesTheUser() {
    // When
    var result = granted(zoom, "demo.acc1.usr1", ConnectMode.LINK_USER);

    // Then
    assertThat(result)
        .isEqualTo(
            new UserIdentified(
                new PlatformUser("zoom_user", Map.of("userId", "usr1")), List.of("acc1")));
  }

  @Test
  void authenticatesWithBasicAndTheVerifier() {
    // Given
    var code = unique("demo");
    var response =
        new AuthorizationResponse(
            APP,
            ConnectMode.CONNECT,
            REDIRECT,
            Map.of("code", code),
            Optional.of("the-verifier"),
            Optional.empty());

    // When
    Trials.item(zoom.complete(response));

    // Then
    assertThat(
            requests(
                postRequestedFor(urlPathEqualTo("/zoom/oauth/token"))
                    .withFormParam("code", equalTo(code))))
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.header("Authorization").firstValue())
                  .isEqualTo("Basic MTIzLjQ1NjpzM2NyZXQ=");
              assertThat(request.getFormParameters())
                  .containsOnlyKeys("grant_type", "code", "redirect_uri", "code_verifier");
              assertThat(request.formParameter("code_verifier").firstValue())
                  .isEqualTo("the-verifier");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "spent, SPENT_CODE, invalid_grant",
    "bad-client, MISCONFIGURED, invalid_client",
    "bad-redirect, REFUSED, invalid_request",
    "status-429, UNAVAILABLE, rate_limited",
    "status-500, UNAVAILABLE, http_500",
    "html, INVALID_ANSWER, not_json",
    "no-token, INVALID_ANSWER, missing_token",
    "me-401, REFUSED, http_401",
    "me-500, UNAVAILABLE, http_500",
    "no-account, INVALID_ANSWER, missing_account",
    "no-user, INVALID_ANSWER, missing_user",
  })
  void tellsWhatZoomsRefusalsMean(String code, Kind kind, String reason) {
    // When
    var failure = refused(zoom, code, ConnectMode.CONNECT);

    // Then
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.message()).doesNotContain("Invalid authorization code");
  }

  @ParameterizedTest
  @EnumSource(ConnectMode.class)
  void needsACode(ConnectMode mode) {
    // Given
    var response =
        new AuthorizationResponse(
            APP, mode, REDIRECT, Map.of(), Optional.empty(), Optional.empty());

    // When
    var failure = failure(zoom.complete(response));

    // Then
    assertThat(failure.reason()).isEqualTo("missing_code");
  }

  @Test
  void needsASecret() {
    // Given
    var response =
        Trials.response(
            new Credentials(Map.of("clientId", "1")), unique("demo"), ConnectMode.CONNECT);

    // When
    var failure = failure(zoom.complete(response));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.MISCONFIGURED);
  }
}
