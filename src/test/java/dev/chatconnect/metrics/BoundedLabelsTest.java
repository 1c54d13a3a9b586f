package dev.chatconnect.metrics;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import dev.chatconnect.connect.Journeys;
import dev.chatconnect.web.RawHttp;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.callbackWith;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** However different the requests are, there are no more series than kinds of them. */
@QuarkusTest
class BoundedLabelsTest {

  private static final int ROUNDS = 25;

  /** Part of everything that these requests choose freely. */
  private static final String MARK = "m4rk" + UUID.randomUUID().toString().replace("-", "");

  @Test
  void manyDistinctRequestsMakeNoSeriesOfTheirOwn() throws Exception {
    // Given
    everyKindOfRequest();
    var before = Scrape.now();

    // When
    for (var i = 0; i < ROUNDS; i++) {
      everyKindOfRequest();
    }

    // Then
    var after = Scrape.now();
    assertThat(after.samples().keySet()).noneMatch(series -> series.contains(MARK));
    assertThat(after.series("chat_connect_")).isEqualTo(before.series("chat_connect_"));
    assertThat(after.series("http_server_")).isEqualTo(before.series("http_server_"));
    assertThat(after.sum("chat_connect_journeys_finished_total", "provider", "slack"))
        .isGreaterThanOrEqualTo(
            before.sum("chat_connect_journeys_finished_total", "provider", "slack") + ROUNDS);
  }

  private static void everyKindOfRequest() throws Exception {
    var mark = MARK + UUID.randomUUID();
    var integration = slackIntegration();
    var subscriber = mark + "-subscriber";
    // Journeys of their own: one that is granted, one with an error that the visitor makes up.
    callback(state(Journeys.of(integration, subscriber)), code("variant-a", unique("T"), "U1"))
        .then()
        .statusCode(200);
    callbackWith("error=" + mark + "&state=" + state(Journeys.of(integration, subscriber)))
        .then()
        .statusCode(400);
    callbackWith("code=" + mark + "&state=" + mark).then().statusCode(400);
    // Records by identifier, there and not there.
    Journeys.get("/v1/channel-connections/" + mark).then().statusCode(404);
    Journeys.get("/v1/channel-connections?subscriberId={s}", subscriber).then().statusCode(200);
    Journeys.get("/v1/integrations/" + mark).then().statusCode(404);
    // Paths that do not exist, with and without a key, and names for everything.
    Journeys.get("/v1/" + mark).then().statusCode(404);
    given().get("/" + mark).then().statusCode(404);
    given().get("/connect/" + mark).then().statusCode(404);
    given().get("/v1/channel-connections/" + mark).then().statusCode(401);
    given()
        .header("Authorization", "ApiKey key-" + mark)
        .get("/v1/channel-endpoints/" + mark)
        .then()
        .statusCode(401);
    given()
        .contentType(ContentType.JSON)
        .body("{}")
        .post("/v1/providers/" + mark + "/events")
        .then()
        .statusCode(404);
    given()
        .contentType(ContentType.JSON)
        .body("{\"type\":\"" + mark + "\"}")
        .post("/v1/providers/slack/events/" + mark)
        .then()
        .statusCode(401);
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("applicationIdentifier", mark, "subscriberId", mark))
        .post("/v1/inbox/session")
        .then()
        .statusCode(400);
    // A method of one's own, a target that is no URI, and a Host that is none.
    RawHttp.send(mark.toUpperCase(Locale.ROOT) + " /v1/channel-connections HTTP/1.1");
    RawHttp.send("GET /v1/channel-connections/%zz" + mark + " HTTP/1.1");
    RawHttp.send("GET http:///" + mark + " HTTP/1.1");
    // What browsers ask before they call, and what anybody may ask.
    given()
        .headers(
            Map.of(
                "Origin",
                "https://" + mark + ".example.com",
                "Access-Control-Request-Method",
                "POST"))
        .options("/v1/inbox/channel-connections/" + mark);
    given().options("/v1/channel-connections/" + mark);
    // More than any route takes.
    given()
        .contentType(ContentType.JSON)
        .body("\"" + "x".repeat(1_100_000) + "\"")
        .post("/v1/channel-connections/" + mark);
  }
}
