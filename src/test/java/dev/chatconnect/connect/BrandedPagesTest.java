package dev.chatconnect.connect;

import java.util.Map;
import java.util.stream.IntStream;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.browser.BrandedSite;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.connect.Journeys.callbackWith;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

/** Pages in the operator's look. */
@QuarkusTest
@TestProfile(BrandedSite.class)
class BrandedPagesTest {

  @Test
  void aPageCarriesNameLogoAndColour() {
    // Given
    var state = state(Journeys.of(slackIntegration(), unique("subscriber-")));

    // When
    var page = callbackWith("error=access_denied&state=" + state);

    // Then
    assertThat(page.asString())
        .contains("<span>Northwind</span>", "· Northwind</title>")
        .contains("<img src=\"data:image/svg+xml;base64,")
        .contains(":root{--accent-light:#0b6e63;--accent-dark:#")
        .contains(".card{")
        .doesNotContain("button.primary{");
    assertThat(page.header("Content-Security-Policy")).contains("; img-src data:; ");
  }

  @Test
  void anEnvironmentMayHaveANameOfItsOwnWhichIsNotMarkup() {
    // Given
    var state = stateInOtherEnvironment();

    // When
    var page = callbackWith("error=access_denied&state=" + state);

    // Then
    assertThat(page.asString())
        .contains("<span>&lt;b&gt;Other &amp; Sons&lt;/b&gt;</span>")
        .contains("<img src=\"data:image/svg+xml;base64,")
        .doesNotContain("Northwind", "<b>");
  }

  @Test
  void anEnvironmentCannotFillTheServiceWithLinks() {
    // Given
    var links =
        IntStream.range(0, 200)
            .mapToObj(i -> linkInOtherEnvironment().path("data.url").toString())
            .toList();

    // When
    var oneMore = linkInOtherEnvironment();

    // Then
    oneMore
        .then()
        .statusCode(429)
        .body("message", containsString("200 connect links that were not opened"));
    Journeys.browser().header("Sec-Fetch-Site", "same-origin").post(links.get(0));
    linkInOtherEnvironment().then().statusCode(201);
  }

  private static Response linkInOtherEnvironment() {
    return ApiCalls.caller("other-secret-key")
        .contentType("application/json")
        .body(Map.of("subscriberId", "ann"))
        .post("/v1/connect-links");
  }

  private static String stateInOtherEnvironment() {
    var caller = ApiCalls.caller("other-secret-key").contentType("application/json");
    var identifier = unique("slack-");
    caller
        .body(
            ApiCalls.body(
                    "{'providerId':'slack','channel':'chat','active':true,'identifier':'%s','credentials':{'clientId':'1.2','secretKey':'s'}}"
                        .formatted(identifier))
                .toString())
        .post("/v1/integrations")
        .then()
        .statusCode(201);
    var url =
        ApiCalls.caller("other-secret-key")
            .contentType("application/json")
            .body(Map.of("integrationIdentifier", identifier, "subscriberId", "ann"))
            .post("/v1/integrations/channel-connections/oauth")
            .<String>path("data.url");
    return Journeys.query(url).get("state");
  }
}
