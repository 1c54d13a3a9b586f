package dev.chatconnect.provider.slack;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;

import dev.chatconnect.provider.AuthorizationResponse;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.Grant;
import dev.chatconnect.provider.Outbound;
import dev.chatconnect.provider.PlatformUser;
import dev.chatconnect.provider.ProviderCatalog;
import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.ProviderResult.UserIdentified;
import dev.chatconnect.provider.ProviderResult.WebhookGranted;
import dev.chatconnect.provider.ProviderResult.WorkspaceConnected;
import dev.chatconnect.provider.TokenSet;
import dev.chatconnect.provider.Workspace;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.provider.slack.StandIn.APP;
import static dev.chatconnect.provider.slack.StandIn.codeFor;
import static dev.chatconnect.provider.slack.StandIn.exchangesOf;
import static dev.chatconnect.provider.slack.StandIn.failure;
import static dev.chatconnect.provider.slack.StandIn.granted;
import static dev.chatconnect.provider.slack.StandIn.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

@QuarkusTest
class SlackExchangeTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  @Inject SlackProvider slack;
  @Inject ProviderCatalog catalog;

  @Test
  void connectsAWorkspace() {
    // When
    var result = granted(slack, "variant-a.T0ACME.U0ANN", ConnectMode.CONNECT);

    // Then
    var connected = (WorkspaceConnected) result;
    assertThat(connected.workspace())
        .isEqualTo(
            new Workspace("T0ACME", Optional.of("Slack Softball Team"), Optional.of("U0KRQLJ9H")));
    assertThat(connected.tokens().accessToken()).startsWith("xoxb-standin-");
    assertThat(connected.tokens().refreshToken()).isEmpty();
    assertThat(connected.tokens().expiresAt()).isEmpty();
    assertThat(connected.grant())
        .isEqualTo(
            new Grant(
                List.of(
                    "chat:write",
                    "chat:write.public",
                    "channels:read",
                    "groups:read",
                    "users:read",
                    "users:read.email"),
                Optional.of("A0KRD7HC3"),
                Optional.of("E12345678"),
                Optional.of("slack-sports"),
                Optional.of("U0ANN"),
                false));
    assertThat(connected.installer()).contains(slackUser("U0ANN"));
  }

  @Test
  void keepsWhatARotatingTokenNeeds() {
    // Given
    var fixed =
        StandIn.provider(Outbound.STEADY, StandIn.baseUrl(), Clock.fixed(NOW, ZoneOffset.UTC));

    // When
    var result = granted(fixed, "variant-b", ConnectMode.CONNECT);

    // Then
    assertThat(result)
        .asInstanceOf(type(WorkspaceConnected.class))
        .extracting(WorkspaceConnected::tokens, type(TokenSet.class))
        .satisfies(
            tokens -> {
              assertThat(tokens.accessToken()).startsWith("xoxe.xoxb-standin-");
              assertThat(tokens.refreshToken()).get().asString().startsWith("xoxe-standin-");
              assertThat(tokens.expiresAt()).contains(NOW.plusSeconds(43_200));
              assertThat(tokens.refreshTokenExpiresAt()).isEmpty();
            });
  }

  @Test
  void identifiesAUser() {
    // When
    var result = granted(slack, "variant-c.T0ACME.U0ANN", ConnectMode.LINK_USER);

    // Then
    assertThat(result).isEqualTo(new UserIdentified(slackUser("U0ANN"), List.of("T0ACME")));
  }

  @Test
  void identifiesAUserOfAnOrganisationWideInstallation() {
    // When
    var result = granted(slack, "variant-d.E0ORG.W0ANN", ConnectMode.LINK_USER);

    // Then
    assertThat(result).isEqualTo(new UserIdentified(slackUser("W0ANN"), List.of("E0ORG")));
  }

  @Test
  void takesTheEnterpriseOfAnOrganisationWideInstallationForItsWorkspace() {
    // When
    var result = granted(slack, "variant-d", ConnectMode.CONNECT);

    // Then
    var connected = (WorkspaceConnected) result;
    assertThat(connected.workspace())
        .isEqualTo(new Workspace("E1XXX", Optional.of("Starship"), Optional.of("W0XXXX")));
    assertThat(connected.grant().orgWide()).isTrue();
    assertThat(connected.grant().enterpriseId()).contains("E1XXX");
  }

  @Test
  void takesAnIncomingWebhookBeforeAConnection() {
    // When
    var result = granted(slack, "variant-e", ConnectMode.CONNECT);

    // Then
    var webhook = (WebhookGranted) result;
    assertThat(webhook.url()).startsWith(StandIn.baseUrl() + "/services/T9TK3CUKW/");
    assertThat(webhook.channel()).contains("#general");
    assertThat(webhook).asString().doesNotContain("/services/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hooks.slack.com", "hooks.slack-gov.com"})
  void takesAWebhookOfSlackItself(String host) {
    // Given
    var url = "https://" + host + "/services/T0/B0/stand-in";
    var code = codeFor(webhookAt(url));

    // When
    var result = granted(slack, code, ConnectMode.CONNECT);

    // Then
    assertThat(result).isEqualTo(new WebhookGranted(url, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://hooks.slack.com/services/T0/B0/x",
        "http://localhost:1/services/T0/B0/x",
        "https://user@hooks.slack.com/services/T0/B0/x",
        "https:///services",
        "javascript:alert(1)",
        "no url"
      })
  void refusesAWebhookThatIsNotHttps(String url) {
    // Given
    var code = codeFor(webhookAt(url));

    // When
    var failure = failure(slack, code, ConnectMode.CONNECT);

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.INVALID_ANSWER);
    assertThat(failure.reason()).isEqualTo("webhook_url");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"ok\":true,\"team\":{\"id\":\"T0\"},\"authed_user\":{\"id\":\"U0\"}} | missing_token",
        "{\"ok\":true,\"access_token\":\"\",\"team\":{\"id\":\"T0\"}} | missing_token",
        "{\"ok\":true,\"access_token\":\"t\",\"team\":null} | missing_team",
        "{\"ok\":true,\"access_token\":\"t\",\"team\":{\"name\":\"n\"}} | missing_team",
        "{\"ok\":true,\"access_token\":\"t\",\"token_type\":\"user\",\"team\":{\"id\":\"T0\"}}"
            + " | token_type",
        "{\"access_token\":\"t\",\"team\":{\"id\":\"T0\"}} | missing_ok",
        "{\"ok\":\"perhaps\"} | not_json",
        "[] | not_json",
        "null | not_json",
      })
  void refusesAGrantThatMakesNoSense(String body, String reason) {
    // Given
    var code = codeFor(body);

    // When
    var failure = failure(slack, code, ConnectMode.CONNECT);

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.INVALID_ANSWER);
    assertThat(failure.reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ok\":true,\"team\":{\"id\":\"T0\"}}",
        "{\"ok\":true,\"team\":{\"id\":\"T0\"},\"authed_user\":{\"id\":\"\"}}"
      })
  void refusesALinkWithoutAUser(String body) {
    // Given
    var code = codeFor(body);

    // When
    var failure = failure(slack, code, ConnectMode.LINK_USER);

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure).hasMessage("Slack did not return a user ID in the OAuth response");
  }

  @ParameterizedTest
  @CsvSource({
    "error-code_already_used, SPENT_CODE, code_already_used",
    "error-bad_client_secret, MISCONFIGURED, bad_client_secret",
    "error-pkce_not_allowed, MISCONFIGURED, pkce_not_allowed",
    "error-invalid_code_verifier, SPENT_CODE, invalid_code_verifier",
    "error-access_denied, DENIED, access_denied",
    "error-something_new, REFUSED, something_new",
    "never-issued, SPENT_CODE, invalid_code"
  })
  void tellsRefusalsApart(String code, Kind kind, String reason) {
    // When
    var failure = failure(slack, code, ConnectMode.CONNECT);

    // Then
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure).hasMessage("Slack OAuth error: " + reason);
  }

  @Test
  void sendsWhatSlackAsksForAndNothingElse() {
    // Given
    var code = codeFor("{\"ok\":false,\"error\":\"invalid_code\"}");

    // When
    failure(slack, code, ConnectMode.CONNECT);

    // Then
    assertThat(exchangesOf(code))
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.getFormParameters()).hasSize(4);
              assertThat(request.formParameter("client_id").firstValue()).isEqualTo("123.456");
              assertThat(request.formParameter("client_secret").firstValue()).isEqualTo("s3cret");
              assertThat(request.formParameter("redirect_uri").firstValue())
                  .isEqualTo("https://api.example.com/v1/callback");
              assertThat(request.getHeader("User-Agent")).isEqualTo("chat-connect");
              assertThat(request.containsHeader("Accept-Encoding")).isFalse();
            });
  }

  @Test
  void sendsTheVerifierWhereThereWasAChallenge() {
    // Given
    var code = codeFor("{\"ok\":false,\"error\":\"invalid_code\"}");
    var response =
        new AuthorizationResponse(
            APP,
            ConnectMode.CONNECT,
            URI.create("https://api.example.com/v1/callback"),
            Map.of("code", code),
            Optional.of("the-verifier"),
            Optional.empty());

    // When
    failure(slack, response);

    // Then
    assertThat(exchangesOf(code))
        .singleElement()
        .satisfies(
            request ->
                assertThat(request.formParameter("code_verifier").firstValue())
                    .isEqualTo("the-verifier"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"clientId", "secretKey"})
  void needsTheWholeAppForTheExchange(String present) {
    // Given
    var half = new Credentials(Map.of(present, "x"));

    // When
    var failure = failure(slack, response(half, "demo", ConnectMode.CONNECT));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.MISCONFIGURED);
    assertThat(failure)
        .hasMessage(
            "Slack integration missing required OAuth credentials (clientId/clientSecret) ");
  }

  @Test
  void needsACode() {
    // When
    var failure = failure(slack, response(APP, "", ConnectMode.CONNECT));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure).hasMessage("Missing required parameter: code");
  }

  @Test
  void isInTheCatalogue() {
    // When
    var descriptor = catalog.find("slack").orElseThrow().descriptor();

    // Then
    assertThat(descriptor.modes())
        .containsExactlyInAnyOrder(ConnectMode.CONNECT, ConnectMode.LINK_USER);
    assertThat(descriptor.requiredCredentials()).containsExactly("clientId", "secretKey");
  }

  @ParameterizedTest
  @CsvSource({
    "https://slack.com, https://api.slack.com/apps",
    "https://slack-gov.com/, https://api.slack-gov.com/apps",
    "http://localhost:1, https://api.slack.com/apps"
  })
  void isSetUpWhereTheBaseUrlIs(URI baseUrl, URI setupUrl) {
    // When
    var provider = StandIn.provider(Outbound.STEADY, baseUrl, Clock.systemUTC());

    // Then
    assertThat(provider.descriptor().setupUrl()).isEqualTo(setupUrl);
  }

  @Test
  void takesPkceOnlyWhereTheIntegrationSaysSo() {
    // Given
    var withPkce = new Credentials(Map.of("clientId", "1.2", "usePkce", true));

    // When
    var proofs = slack.proofs(withPkce, ConnectMode.CONNECT);

    // Then
    assertThat(proofs.pkce()).isTrue();
    assertThat(proofs.nonce()).isFalse();
    assertThat(slack.proofs(APP, ConnectMode.CONNECT).pkce()).isFalse();
  }

  private static String webhookAt(String url) {
    return "{\"ok\":true,\"access_token\":\"t\",\"token_type\":\"bot\",\"team\":{\"id\":\"T0\"},"
        + "\"incoming_webhook\":{\"url\":\""
        + url
        + "\"}}";
  }

  private static PlatformUser slackUser(String id) {
    return new PlatformUser("slack_user", Map.of("userId", id));
  }
}
