package dev.chatconnect.provider.webex;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.provider.Trials.APP;
import static dev.chatconnect.provider.Trials.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WebexAuthorizationTest {

  private static final String START =
      "https://webexapis.com/v1/authorize?state=s-t_4.te&client_id=123.456&response_type=code"
          + "&redirect_uri=https%3A%2F%2Fapi.example.com%2Fv1%2Fcallback&scope=";

  private final WebexAuthorization webex =
      new WebexAuthorization(URI.create("https://webexapis.com/v1"));

  @Test
  void asksForTheDefaultScopesToConnect() {
    // When
    var url = webex.url(request(APP, ConnectMode.CONNECT, Optional.empty(), Optional.empty()));

    // Then
    assertThat(url)
        .hasToString(
            START
                + "spark%3Amessages_write+spark%3Arooms_read+spark%3Apeople_read"
                + "+spark%3Amemberships_read+spark%3Akms");
  }

  @Test
  void asksForThePersonToLinkAUser() {
    // When
    var url =
        webex.url(request(APP, ConnectMode.LINK_USER, Optional.of(List.of("x")), Optional.empty()));

    // Then
    assertThat(url).hasToString(START + "spark%3Apeople_read");
  }

  @Test
  void asksForTheGivenScopesInstead() {
    // When
    var url =
        webex.url(
            request(APP, ConnectMode.CONNECT, Optional.of(List.of("a", "b:c")), Optional.empty()));

    // Then
    assertThat(url).hasToString(START + "a+b%3Ac");
  }

  @Test
  void asksForTheGivenUserScopesInstead() {
    // When
    var url =
        webex.url(request(APP, ConnectMode.LINK_USER, Optional.empty(), Optional.of(List.of("u"))));

    // Then
    assertThat(url).hasToString(START + "u");
  }

  @Test
  void saysThatCredentialsAreMissing() {
    // Given
    var request =
        request(Credentials.NONE, ConnectMode.CONNECT, Optional.empty(), Optional.empty());

    // When / Then
    assertThatThrownBy(() -> webex.url(request))
        .isInstanceOf(ProviderException.class)
        .hasMessage("Webex Messaging integration missing credentials")
        .extracting("kind")
        .isEqualTo(Kind.MISCONFIGURED);
  }

  @Test
  void saysThatTheClientIdIsMissing() {
    // Given
    var half = new Credentials(Map.of("secretKey", "s"));
    var request = request(half, ConnectMode.CONNECT, Optional.empty(), Optional.empty());

    // When / Then
    assertThatThrownBy(() -> webex.url(request))
        .hasMessage("Webex Messaging integration missing required OAuth credentials (clientId)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://webexapis.com/v1",
        "https://webexapis.com/v1/",
        "https://WEBEXAPIS.com",
        "HTTPS://gov.webexapis.com/v1"
      })
  void takesABaseUrlOfWebex(String baseUrl) {
    // When
    var used = credentials(baseUrl).baseUrl(URI.create("https://webexapis.com/v1"));

    // Then
    assertThat(used).isEqualTo(baseUrl.replaceAll("/$", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://webexapis.com/v1",
        "https://evilwebexapis.com/v1",
        "https://webexapis.com.evil.example/v1",
        "https://webexapis.com@evil.example/v1",
        "https://user@webexapis.com/v1",
        "https://webexapis.com:8443/v1",
        "https://webexapis.com/v1?x=https://evil.example",
        "https://webexapis.com/v1#x",
        "https:webexapis.com",
        "webexapis.com",
        "https://evil.example\\.webexapis.com/",
        "https://127.0.0.1/.webexapis.com"
      })
  void refusesABaseUrlOfAnyoneElse(String baseUrl) {
    // Given
    var otherwise = URI.create("https://webexapis.com/v1");

    // When / Then
    assertThatThrownBy(() -> credentials(baseUrl).baseUrl(otherwise))
        .isInstanceOf(ProviderException.class)
        .hasMessage("Webex Messaging base URL must be an HTTPS URL on webexapis.com")
        .extracting("kind")
        .isEqualTo(Kind.MISCONFIGURED);
  }

  private static WebexCredentials credentials(String baseUrl) {
    return new WebexCredentials(new Credentials(Map.of("baseUrl", baseUrl)));
  }
}
