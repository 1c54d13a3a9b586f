package dev.chatconnect.connect;

import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.connect.Journeys.askForConnectUrl;
import static dev.chatconnect.connect.Journeys.get;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

/** The whole journey as a browser makes it, through the stand-in's consent page. */
@QuarkusTest
class SlackJourneyTest {

  private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"[^>]*>\\s*(Allow|Cancel)");

  private final String subscriber = "subscriber-" + UUID.randomUUID();
  private final String identifier = "chconn-" + UUID.randomUUID();

  @Test
  void allowEndsOnTheSuccessPageAndTheConnectionIsThere() {
    // Given
    var allow = consentLink("Allow");

    // When
    var page = follow(allow);

    // Then
    page.then()
        .statusCode(200)
        .contentType("text/html")
        .body(containsString("You&#39;re all set"))
        .body(containsString("data-state=\"success\""))
        .body(containsString("Your Slack workspace is connected and ready to use."));
    get("/v1/channel-connections?subscriberId={s}", subscriber)
        .then()
        .statusCode(200)
        .body("data", hasSize(1))
        .body("data[0].identifier", equalTo(identifier))
        .body("data[0].subscriberId", equalTo(subscriber))
        .body("data[0].contextKeys", equalTo(java.util.List.of("tenant:acme")))
        .body("data[0].auth.accessToken", equalTo(""))
        .body("data[0].status", equalTo("active"))
        .body("totalCount", equalTo(1));
  }

  @Test
  void cancelEndsOnAPageThatSaysSoAndNothingIsStored() {
    // Given
    var cancel = consentLink("Cancel");

    // When
    var page = follow(cancel);

    // Then
    page.then()
        .statusCode(403)
        .body(containsString("Nothing was connected"))
        .body(containsString("start again"))
        .body(not(containsString("access_denied")));
    get("/v1/channel-connections?subscriberId={s}", subscriber).then().body("data", hasSize(0));
  }

  @Test
  void theTokenRouteAnswersTheUsableToken() {
    // Given
    follow(consentLink("Allow"));

    // When
    var token =
        given()
            .header("Authorization", Journeys.API_KEY)
            .post("/v1/channel-connections/{id}/token", identifier);

    // Then
    token
        .then()
        .statusCode(200)
        .header("Cache-Control", equalTo("no-store"))
        .body("data.tokenType", equalTo("Bearer"));
    assertThat(token.<String>path("data.accessToken")).startsWith("xox");
  }

  /** Asks for the URL, opens it and reads the link that a person would click. */
  private String consentLink(String name) {
    String url =
        askForConnectUrl(
                Map.of(
                    "integrationIdentifier",
                    slackIntegration(),
                    "subscriberId",
                    subscriber,
                    "connectionIdentifier",
                    identifier,
                    "context",
                    Map.of("tenant", "acme")))
            .then()
            .statusCode(201)
            .extract()
            .path("data.url");
    var html =
        given().urlEncodingEnabled(false).get(url).then().statusCode(200).extract().asString();
    var links = LINK.matcher(html);
    while (links.find()) {
      if (links.group(2).equals(name)) {
        return links.group(1).replace("&amp;", "&");
      }
    }
    throw new AssertionError("no link " + name + " on the consent page");
  }

  /** Follows a link to the public URL, which in tests is the port that the test server has. */
  private static io.restassured.response.Response follow(String link) {
    var port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    var uri = URI.create(link);
    return given()
        .urlEncodingEnabled(false)
        .accept("text/html")
        .port(port == 0 ? io.restassured.RestAssured.port : port)
        .get(uri.getRawPath() + "?" + uri.getRawQuery());
  }
}
