package dev.chatconnect.connect;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.chatconnect.browser.BrandedSite;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.connect.Journeys.askForConnectUrl;
import static dev.chatconnect.connect.Journeys.askForLinkUrl;
import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.callbackWith;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

/** Whom a page tells how its journey ended. */
@QuarkusTest
@TestProfile(BrandedSite.class)
class MessageOriginTest {

  private static final String OPENER_POLICY = "Cross-Origin-Opener-Policy";

  private final String code = code("variant-a", unique("T"), unique("U"));

  @Test
  void thePageNamesTheExactOriginThatItTellsOfSuccess() {
    // Given
    var state = state(journey("HTTPS://Shop.example.com:8443"));

    // When
    var page = callback(state, code);

    // Then
    page.then().statusCode(200).header(OPENER_POLICY, "unsafe-none");
    assertThat(page.asString())
        .contains(
            "<body data-origin=\"https://shop.example.com:8443\" data-status=\"success\""
                + " data-connection=\"chconn_");
  }

  @Test
  void thePageTellsOfAFailure() {
    // Given
    var state = state(journey(BrandedSite.APP));

    // When
    var page = callbackWith("error=%22%3E%3Cscript%3E&state=" + state);

    // Then
    page.then().statusCode(400).header(OPENER_POLICY, "unsafe-none");
    assertThat(page.asString())
        .contains("data-origin=\"" + BrandedSite.APP + "\" data-status=\"error\"")
        .doesNotContain("\"><script>");
  }

  @Test
  void withoutAnOriginThePageIsCutOffAndTellsNobody() {
    // Given
    var state = state(Journeys.of(slackIntegration(), unique("subscriber-")));

    // When
    var page = callback(state, code);

    // Then
    page.then().statusCode(200).header(OPENER_POLICY, "same-origin");
    assertThat(page.asString()).contains("<body>").doesNotContain("data-origin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "null",
        "https://evil.example",
        "http://app.localhost/",
        "http://app.localhost:81",
        "https://app.localhost",
        "http://app.localhost.evil.example",
        "https://shop.example.com",
      })
  void anOriginThatIsNotOnTheListIsRefused(String origin) {
    // When
    var answers = List.of(askForConnectUrl(journey(origin)), askForLinkUrl(journey(origin)));

    // Then
    for (var answer : answers) {
      answer
          .then()
          .statusCode(400)
          .body(
              "message",
              equalTo("origin is not on the list of origins that may be told of outcomes"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*", "app.example.com", "https://app.example.com/x", "https://*.example.com"})
  void aListWithAnythingButOriginsDoesNotStart(String entry) {
    // Given
    MessageSettings settings = () -> Optional.of(List.of("https://app.example.com", entry));

    // When / Then
    assertThatThrownBy(() -> new MessageOrigins(settings))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("chat-connect.oauth.message-origins");
  }

  private Map<String, Object> journey(String origin) {
    return Journeys.of(slackIntegration(), unique("subscriber-"), Map.of("origin", origin));
  }
}
