package dev.chatconnect.provider.slack;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.chatconnect.provider.AuthorizationRequest;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SlackAuthorizationTest {

  private static final Credentials APP = new Credentials(Map.of("clientId", "123.456"));
  private static final String REDIRECT =
      "redirect_uri=https%3A%2F%2Fapi.example.com%2Fv1%2Fcallback";

  private final SlackAuthorization slack = new SlackAuthorization(URI.create("https://slack.com"));

  @Test
  void asksForTheDefaultBotScopesToConnect() {
    // When
    var url = slack.url(request(APP, ConnectMode.CONNECT, Optional.empty(), Optional.empty()));

    // Then
    assertThat(url)
        .hasToString(
            "https://slack.com/oauth/v2/authorize?state=s-t_4.te&client_id=123.456&"
                + REDIRECT
                + "&scope=chat%3Awrite%2Cchat%3Awrite.public%2Cchannels%3Aread%2Cgroups%3Aread"
                + "%2Cusers%3Aread%2Cusers%3Aread.email");
  }

  @Test
  void asksGovSlackWhereTheBaseUrlSaysSo() {
    // Given
    var gov = new SlackAuthorization(URI.create("https://slack-gov.com/"));

    // When
    var url = gov.url(request(APP, ConnectMode.CONNECT, Optional.empty(), Optional.empty()));

    // Then
    assertThat(URI.create(url))
        .hasScheme("https")
        .hasHost("slack-gov.com")
        .hasPath("/oauth/v2/authorize");
  }

  @Test
  void asksForTheGivenScopesVerbatim() {
    // Given
    var scope = Optional.of(List.of("chat:write", "incoming-webhook", "odd scope"));

    // When
    var url = slack.url(request(APP, ConnectMode.CONNECT, scope, Optional.of(List.of("x"))));

    // Then
    assertThat(url)
        .endsWith("&scope=chat%3Awrite%2Cincoming-webhook%2Codd+scope")
        .doesNotContain("user_scope");
  }

  @Test
  void keepsAnEmptyListOfScopesEmpty() {
    // When
    var url =
        slack.url(request(APP, ConnectMode.CONNECT, Optional.of(List.of()), Optional.empty()));

    // Then
    assertThat(url).endsWith("&scope=");
  }

  @Test
  void asksForTheIdentityToLinkAUser() {
    // When
    var url =
        slack.url(request(APP, ConnectMode.LINK_USER, Optional.of(List.of("x")), Optional.empty()));

    // Then
    assertThat(url)
        .hasToString(
            "https://slack.com/oauth/v2/authorize?state=s-t_4.te&client_id=123.456&"
                + REDIRECT
                + "&user_scope=identity.basic");
  }

  @Test
  void asksForTheGivenUserScopesToLinkAUser() {
    // Given
    var userScope = Optional.of(List.of("identity.basic", "identity.email"));

    // When
    var url = slack.url(request(APP, ConnectMode.LINK_USER, Optional.empty(), userScope));

    // Then
    assertThat(url).endsWith("&user_scope=identity.basic%2Cidentity.email");
  }

  @Test
  void sendsTheChallengeWhenTheAppTakesPkce() {
    // Given
    var app = new Credentials(Map.of("clientId", "123.456", "usePkce", true));

    // When
    var url = slack.url(request(app, ConnectMode.CONNECT, Optional.empty(), Optional.empty()));

    // Then
    assertThat(url).endsWith("&code_challenge=chall&code_challenge_method=S256");
  }

  @Test
  void sendsNoChallengeWhenTheAppDoesNotTakePkce() {
    // When
    var url = slack.url(request(APP, ConnectMode.CONNECT, Optional.empty(), Optional.empty()));

    // Then
    assertThat(url).doesNotContain("code_challenge");
  }

  @Test
  void saysThatThereAreNoCredentials() {
    // Given
    var none = new Credentials(Map.of());

    // When
    var call = request(none, ConnectMode.CONNECT, Optional.empty(), Optional.empty());

    // Then
    assertMisconfigured(call, "Slack integration missing credentials ");
  }

  @Test
  void saysThatTheClientIdIsMissing() {
    // Given
    var secretOnly = new Credentials(Map.of("secretKey", "s3cret", "clientId", " "));

    // When
    var call = request(secretOnly, ConnectMode.LINK_USER, Optional.empty(), Optional.empty());

    // Then
    assertMisconfigured(call, "Slack integration missing required OAuth credentials (clientId) ");
  }

  @Test
  void knowsTheScopeThatEndsInAWebhook() {
    assertThat(SlackAuthorization.grantsWebhook(Optional.of(List.of("a", "incoming-webhook"))))
        .isTrue();
    assertThat(SlackAuthorization.grantsWebhook(Optional.of(List.of("a,incoming-webhook"))))
        .isTrue();
    assertThat(SlackAuthorization.grantsWebhook(Optional.of(List.of("not-incoming-webhook"))))
        .isFalse();
    assertThat(SlackAuthorization.grantsWebhook(Optional.empty())).isFalse();
  }

  private void assertMisconfigured(AuthorizationRequest request, String message) {
    assertThatThrownBy(() -> slack.url(request))
        .isInstanceOfSatisfying(
            ProviderException.class,
            failure -> assertThat(failure.kind()).isEqualTo(Kind.MISCONFIGURED))
        .hasMessage(message);
  }

  private static AuthorizationRequest request(
      Credentials credentials,
      ConnectMode mode,
      Optional<List<String>> scope,
      Optional<List<String>> userScope) {
    return new AuthorizationRequest(
        credentials,
        mode,
        URI.create("https://api.example.com/v1/callback"),
        "s-t_4.te",
        scope,
        userScope,
        Optional.of("chall"),
        Optional.empty(),
        Optional.empty());
  }
}
