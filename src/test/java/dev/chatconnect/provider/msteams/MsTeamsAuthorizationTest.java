package dev.chatconnect.provider.msteams;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class MsTeamsAuthorizationTest {

  private static final String REDIRECT =
      "redirect_uri=https%3A%2F%2Fapi.example.com%2Fv1%2Fcallback";

  private static final String TENANT = "8eaef023-2b34-4da1-9baa-8bc8c9d6a490";

  private final MsTeamsAuthorization global =
      new MsTeamsAuthorization(
          URI.create("https://login.microsoftonline.com"), "https://graph.microsoft.com/.default");

  @Test
  void asksAnAdministratorForConsentToConnect() {
    // When
    var url = global.url(request(Cloud.APP, ConnectMode.CONNECT));

    // Then
    assertThat(url)
        .hasToString(
            "https://login.microsoftonline.com/organizations/v2.0/adminconsent?client_id="
                + Cloud.CLIENT_ID
                + "&"
                + REDIRECT
                + "&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default&state=s-t_4te");
  }

  @Test
  void asksAnAdministratorWhoConsentedToSignIn() {
    // When
    var url = global.url(request(Cloud.APP, ConnectMode.CONNECT, Optional.of(TENANT)));

    // Then
    assertThat(url)
        .hasToString(
            "https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize?client_id="
                + Cloud.CLIENT_ID
                + "&response_type=code&"
                + REDIRECT
                + "&scope=openid+profile&state=s-t_4te&response_mode=query"
                + "&nonce=n0nce&code_challenge=chall-enge&code_challenge_method=S256"
                + "&prompt=select_account");
  }

  @Test
  void asksAUserToSignInToLinkThem() {
    // When
    var url = global.url(request(Cloud.APP, ConnectMode.LINK_USER, Optional.of(TENANT)));

    // Then
    assertThat(url)
        .hasToString(
            "https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize?client_id="
                + Cloud.CLIENT_ID
                + "&response_type=code&"
                + REDIRECT
                + "&scope=openid+profile+User.Read&state=s-t_4te&response_mode=query"
                + "&nonce=n0nce&code_challenge=chall-enge&code_challenge_method=S256");
  }

  @Test
  void goesToAnotherCloudWhereThatIsSetUp() {
    // Given
    var government =
        new MsTeamsAuthorization(
            URI.create("https://login.microsoftonline.us/"), "https://graph.microsoft.us/.default");

    // When
    var url = government.url(request(Cloud.APP, ConnectMode.CONNECT));

    // Then
    assertThat(url.toString())
        .startsWith("https://login.microsoftonline.us/organizations/v2.0/adminconsent?")
        .contains("&scope=https%3A%2F%2Fgraph.microsoft.us%2F.default&");
  }

  @ParameterizedTest
  @CsvSource({"CONNECT", "LINK_USER"})
  void refusesAnIntegrationWithoutCredentials(ConnectMode mode) {
    // When
    var failure = failure(Credentials.NONE, mode);

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.MISCONFIGURED);
    assertThat(failure).hasMessage("MS Teams integration missing credentials ");
  }

  @Test
  void refusesAnIntegrationWithoutAClientId() {
    // Given
    var credentials = new Credentials(Map.of("secretKey", "s", "tenantId", "t"));

    // When
    var failure = failure(credentials, ConnectMode.CONNECT);

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.MISCONFIGURED);
    assertThat(failure)
        .hasMessage("MS Teams integration missing required OAuth credentials (clientId) ");
  }

  @ParameterizedTest
  @CsvSource({"secretKey", "tenantId"})
  void refusesAJourneyThatWouldEndBadlyForLackOfACredential(String present) {
    // Given
    var credentials = new Credentials(Map.of("clientId", "c", present, "x"));

    // When
    var failure = failure(credentials, ConnectMode.LINK_USER);

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.MISCONFIGURED);
    assertThat(failure)
        .hasMessage(
            "MS Teams integration missing required credentials (clientId, secretKey, tenantId)");
  }

  private ProviderException failure(Credentials credentials, ConnectMode mode) {
    return catchThrowableOfType(
        ProviderException.class, () -> global.url(request(credentials, mode)));
  }

  private static AuthorizationRequest request(Credentials credentials, ConnectMode mode) {
    return request(credentials, mode, Optional.empty());
  }

  /** As the journey makes it: with proofs, and scopes as asked for. */
  private static AuthorizationRequest request(
      Credentials credentials, ConnectMode mode, Optional<String> workspace) {
    return new AuthorizationRequest(
        credentials,
        mode,
        URI.create("https://api.example.com/v1/callback"),
        "s-t_4te",
        Optional.of(List.of("ignored")),
        Optional.of(List.of("ignored.too")),
        Optional.of("chall-enge"),
        Optional.of("n0nce"),
        workspace);
  }
}
