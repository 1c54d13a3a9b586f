package dev.chatconnect.connect;

import java.util.ArrayList;
import java.util.Map;

import com.microsoft.playwright.Page;
import dev.chatconnect.browser.BrandedSite;
import dev.chatconnect.browser.Chromium;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.chatconnect.connect.Journeys.askForConnectUrl;
import static dev.chatconnect.connect.Journeys.askForLinkUrl;
import static dev.chatconnect.connect.Journeys.get;
import static dev.chatconnect.connect.Journeys.integration;
import static dev.chatconnect.connect.Journeys.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

/** The sign-in pages of the stand-in, as people click through them in dev mode. */
@QuarkusTest
@TestProfile(BrandedSite.class)
@ExtendWith(Chromium.Required.class)
class StandInSignInBrowserTest {

  private static final Map<String, Object> MORE =
      Map.of("openIdConnect", true, "tenantId", "0f0f0f0f-1111-4222-8333-444444444444");

  @ParameterizedTest
  @CsvSource({
    "slack, connect",
    "slack, link",
    "discord, connect",
    "webex-messaging, connect",
    "zoom, connect",
    "msteams, connect",
    "msteams, link",
    "google-chat, link"
  })
  void thePagesOfTheStandInLookAsTheyAreMeantTo(String provider, String what) {
    // Given
    var refused = new ArrayList<String>();
    var journey = Journeys.of(integration(provider, MORE), unique("subscriber-"));
    var url = url(what.equals("link") ? askForLinkUrl(journey) : askForConnectUrl(journey));
    try (var context = Chromium.open(Chromium.Look.LIGHT_DESKTOP)) {
      var page = context.newPage();
      page.onConsoleMessage(
          message -> {
            if (message.text().contains("Content Security Policy")) {
              refused.add(message.text());
            }
          });

      // When
      page.navigate(url);

      // Then
      assertThat(refused).isEmpty();
      assertThat(page.getByText("Allow", new Page.GetByTextOptions().setExact(true)).isVisible())
          .isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "slack, slack_user, U1234",
    "google-chat, google_chat_user, users/10769150350006150715113082367",
    "msteams, ms_teams_user, 6f1a4d0c-9a3b-4a52-8a8e-5d0f3c1b2a90"
  })
  void allowLinksTheUserOfASignedToken(String provider, String type, String user) {
    // Given
    var subscriber = unique("subscriber-");
    var url = url(askForLinkUrl(Journeys.of(integration(provider, MORE), subscriber)));
    try (var context = Chromium.open(Chromium.Look.LIGHT_DESKTOP)) {
      var page = context.newPage();
      page.navigate(url);

      // When
      allow(page);

      // Then
      page.waitForURL(BrandedSite.URL + "/**");
      assertThat(page.locator("main").getAttribute("data-state")).isEqualTo("success");
    }
    get("/v1/channel-endpoints?subscriberId={s}", subscriber)
        .then()
        .body("data.type", contains(type))
        .body("data.endpoint.userId", contains(user));
  }

  @Test
  void allowOnBothPagesConnectsTheTenantOfASignedToken() {
    // Given
    var subscriber = unique("subscriber-");
    var url = url(askForConnectUrl(Journeys.of(integration("msteams", MORE), subscriber)));
    try (var context = Chromium.open(Chromium.Look.LIGHT_DESKTOP)) {
      var page = context.newPage();
      page.navigate(url);
      allow(page);
      page.getByText("Sign in to Contoso as Ann?").waitFor();

      // When
      allow(page);

      // Then
      page.waitForURL(BrandedSite.URL + "/**");
      assertThat(page.locator("main").getAttribute("data-state")).isEqualTo("success");
    }
    get("/v1/channel-connections?subscriberId={s}", subscriber)
        .then()
        .body("data.workspace.id", contains("8eaef023-2b34-4da1-9baa-8bc8c9d6a490"));
  }

  private static void allow(Page page) {
    page.getByText("Allow", new Page.GetByTextOptions().setExact(true)).click();
  }

  private static String url(Response answer) {
    return answer.then().statusCode(201).extract().path("data.url");
  }
}
