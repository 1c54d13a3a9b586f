package dev.chatconnect.connect;

import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;

import dev.chatconnect.provider.slack.StandIn;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.connect.Journeys.askForConnectUrl;
import static dev.chatconnect.connect.Journeys.askForLinkUrl;
import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.callbackWith;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.linkState;
import static dev.chatconnect.connect.Journeys.query;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** Where the browser goes at the end, where the application wants it back. */
@QuarkusTest
@TestProfile(RedirectAfterwardsTest.WithAllowList.class)
class RedirectAfterwardsTest {

  private static final String DONE = "https://app.example.com/settings/done";

  /** One origin, and one part of another. */
  public static class WithAllowList implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "chat-connect.oauth.redirect-allow-list",
          "https://app.example.com,https://other.example.com/chat");
    }
  }

  private final String subscriber = unique("subscriber-");
  private final String identifier = unique("chconn-");
  private final String code = code("variant-a", unique("T"), unique("U"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        DONE,
        "https://app.example.com",
        DONE + "?tab=chat&q=a%20b%26c",
        "https://app.example.com/a%20b/done?x=%7Bid%7D",
        "https://other.example.com/chat/done",
      })
  void successIsAddedToTheRedirectUrl(String target) {
    // Given
    var state = state(journey(slackIntegration(), target));

    // When
    var answer = callback(state, code);

    // Then
    answer.then().statusCode(302).header("Cache-Control", "no-store");
    var location = answer.header("Location");
    assertThat(location)
        .isEqualTo(
            target
                + (target.contains("?") ? "&" : "?")
                + "status=success&connectionIdentifier="
                + identifier);
    assertThat(answer.headers().getValues("Cache-Control")).hasSize(1);
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
  }

  @Test
  void anIdentifierIsEncodedInTheRedirectUrl() {
    // Given
    var odd = "a b&c=d{e}#" + unique("@");
    var body = journey(slackIntegration(), DONE);
    body.put("connectionIdentifier", odd);

    // When
    var answer = callback(state(body), code);

    // Then
    answer.then().statusCode(302);
    var location = answer.header("Location");
    assertThat(query(location)).containsEntry("connectionIdentifier", odd).hasSize(2);
    assertThat(URI.create(location).getRawFragment()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "error=access_denied, access_denied",
    "error=%3Cscript%3E, _script_",
    "code=error-invalid_code, invalid_code",
    "code=error-bad_client_secret, bad_client_secret",
    "code=status-429, rate_limited",
    "code=a&error=b, invalid_request",
    "other=1, invalid_request",
  })
  void anErrorIsAddedToTheRedirectUrl(String query, String reason) {
    // Given
    var state = state(journey(slackIntegration(), DONE + "?tab=chat"));

    // When
    var answer = callbackWith(query + "&state=" + state);

    // Then
    answer.then().statusCode(302);
    assertThat(answer.header("Location"))
        .matches(
            Pattern.quote(DONE + "?tab=chat&status=error&error=" + reason + "&errorReference=")
                + "[a-z0-9]{10}");
  }

  @Test
  void aConflictIsAnErrorToo() {
    // Given
    var integration = slackIntegration();
    callback(state(journey(integration, DONE)), code).then().statusCode(302);
    var body = journey(integration, DONE);
    body.put("subscriberId", unique("subscriber-"));

    // When
    var answer = callback(state(body), code);

    // Then
    assertThat(query(answer.header("Location")))
        .containsEntry("status", "error")
        .containsEntry("error", "connection-identifier-taken");
  }

  @Test
  void theIntegrationsRedirectUrlIsTheDefault() {
    // Given
    var integration = slackIntegration(Map.of("redirectUrl", DONE));
    var state = linkState(Journeys.of(integration, subscriber));

    // When
    var answer = callback(state, code("variant-c", unique("T"), unique("U")));

    // Then
    answer.then().statusCode(302);
    assertThat(answer.header("Location")).isEqualTo(DONE + "?status=success");
  }

  @Test
  void theRequestsRedirectUrlComesBeforeTheIntegrations() {
    // Given
    var integration = slackIntegration(Map.of("redirectUrl", DONE));
    var state = state(journey(integration, "https://other.example.com/chat"));

    // When
    var answer = callback(state, code);

    // Then
    assertThat(answer.header("Location")).startsWith("https://other.example.com/chat?status=");
  }

  @Test
  void aUsedStateLeadsNowhere() {
    // Given
    var state = state(journey(slackIntegration(), DONE));
    callback(state, code).then().statusCode(302);

    // When
    var answer = callback(state, code);

    // Then
    answer.then().statusCode(400).body(containsString("no longer works"));
    assertThat(answer.header("Location")).isNull();
    assertThat(StandIn.exchangesOf(code)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "http://app.example.com/done",
        "https://app.example.com:444/done",
        "https://app.example.com.evil.example/",
        "https://app.example.com@evil.example/",
        "https://other.example.com/chatter",
        "https://other.example.com/chat/../admin",
        "//app.example.com/done",
        "/done",
        "javascript:alert(1)",
      })
  void aRedirectUrlThatIsNotAllowedIsRefusedWhenTheUrlIsMade(String target) {
    // Given
    var byRequest = journey(slackIntegration(), target);
    var byIntegration = Journeys.of(slackIntegration(Map.of("redirectUrl", target)), subscriber);

    // When
    var answers =
        java.util.List.of(
            askForConnectUrl(byRequest), askForConnectUrl(byIntegration), askForLinkUrl(byRequest));

    // Then
    for (var answer : answers) {
      answer
          .then()
          .statusCode(400)
          .body("message", equalTo("redirectUrl is not on the list of allowed redirects"));
    }
  }

  private Map<String, Object> journey(String integration, String redirectUrl) {
    return Journeys.of(
        integration,
        subscriber,
        Map.of("connectionIdentifier", identifier, "redirectUrl", redirectUrl));
  }
}
