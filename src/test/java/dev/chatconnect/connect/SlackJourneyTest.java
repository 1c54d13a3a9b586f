package dev.chatconnect.connect;

import java.util.Map;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
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

  private final String subscriber = "subscriber-" + UUID.randomUUID();
  private final String identifier = "chconn-" + UUID.randomUUID();

  @Test
  void allowEndsOnTheSuccessPageAndTheConnectionIsThere() {
    // When
    var page = click("Allow");

    // Then
    page.then()
        .statusCode(200)
        .contentType("text/html")
        .body(containsString("You&#39;re all set"))
        .body(containsString("data-state=\"success\""))
        .body(containsString("Slack is connected and ready to use."));
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
    // When
    var page = click("Cancel");

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
    click("Allow");

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

  /** Asks for the URL, opens it and clicks as a person would. */
  private Response click(String name) {
    return Consent.click(
        name,
        askForConnectUrl(
            Map.of(
                "integrationIdentifier",
                slackIntegration(),
                "subscriberId",
                subscriber,
                "connectionIdentifier",
                identifier,
                "context",
                Map.of("tenant", "acme"))));
  }
}
