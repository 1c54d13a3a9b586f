package dev.chatconnect.connectpage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.chatconnect.ApiCalls;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.unique;
import static dev.chatconnect.connectpage.Visitor.LINKS;
import static dev.chatconnect.connectpage.Visitor.askForLink;
import static dev.chatconnect.connectpage.Visitor.browser;
import static dev.chatconnect.connectpage.Visitor.link;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

/** Links to the connect page: how they are made, and that each opens one visit. */
@QuarkusTest
class ConnectLinkTest {

  @Test
  void aLinkIsASecretOnTheService() {
    // When
    var answer = askForLink(Map.of("subscriberId", "ann"));

    // Then
    answer.then().statusCode(201);
    assertThat(answer.<String>path("data.url"))
        .matches("http://localhost:8080/connect/[A-Za-z0-9_-]{43}");
    assertThat(Instant.parse(answer.path("data.expiresAt")))
        .isCloseTo(Instant.now().plusSeconds(900), within(30, ChronoUnit.SECONDS));
  }

  @Test
  void aLinkLivesAsLongAsAsked() {
    // When
    var answer = askForLink(Map.of("subscriberId", "ann", "expiresIn", 3600));

    // Then
    assertThat(Instant.parse(answer.path("data.expiresAt")))
        .isCloseTo(Instant.now().plusSeconds(3600), within(30, ChronoUnit.SECONDS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | subscriberId should not be empty",
        "{'subscriberId':''} | subscriberId should not be empty",
        "{'subscriberId':5} | subscriberId must be a string",
        "{'subscriberId':'a','expiresIn':0} | expiresIn must be a whole number of seconds from 1 to 86400",
        "{'subscriberId':'a','expiresIn':86401} | expiresIn must be a whole number of seconds from 1 to 86400",
        "{'subscriberId':'a','expiresIn':'15m'} | expiresIn must be a whole number of seconds from 1 to 86400",
        "{'subscriberId':'a','expiresIn':1.5} | expiresIn must be a whole number of seconds from 1 to 86400",
        "{'subscriberId':'a','integrations':'slack'} | integrations must be an array",
      })
  void aBodyThatBreaksARuleIsRefused(String body, String message) {
    // When
    var answer = ApiCalls.post(LINKS, ApiCalls.body(body));

    // Then
    answer.then().statusCode(422).body("errors.general.messages", hasItem(message));
  }

  @Test
  void anUnknownIntegrationIsNotFound() {
    // When
    var answer = askForLink(Map.of("subscriberId", "ann", "integrations", List.of("nothing")));

    // Then
    answer.then().statusCode(404).body("message", equalTo("Integration not found: nothing"));
  }

  @Test
  void anIntegrationThatDemandsAHashDemandsItHereToo() {
    // Given
    var integration = slackIntegration(Map.of("hmac", true));
    var body = Map.of("subscriberId", "ann", "integrations", List.of(integration));

    // When
    var answer = askForLink(body);

    // Then
    answer
        .then()
        .statusCode(400)
        .body("message", equalTo("A context is required when HMAC validation is enabled."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example/", "//evil.example", "javascript:alert(1)"})
  void aReturnThatIsNotAllowedIsRefused(String url) {
    // When
    var answer = askForLink(Map.of("subscriberId", "ann", "redirectUrl", url));

    // Then
    answer
        .then()
        .statusCode(400)
        .body("message", equalTo("redirectUrl is not on the list of allowed redirects"));
  }

  @Test
  void withoutAKeyThereAreNoLinks() {
    // When
    var answer = given().contentType("application/json").body("{}").post(LINKS);

    // Then
    answer.then().statusCode(401);
  }

  @Test
  void lookingAtALinkDoesNotUseItUp() {
    // Given
    var link = link(Map.of("subscriberId", unique("subscriber-")));

    // When
    IntStream.range(0, 3).forEach(i -> browser().get(link).then().statusCode(200));
    browser().head(link).then().statusCode(200);

    // Then
    browser().post(link).then().statusCode(303);
  }

  @Test
  void openingALinkBeginsAVisitInThisBrowser() {
    // Given
    var link = link(Map.of("subscriberId", unique("subscriber-")));

    // When
    var opened = browser().post(link);

    // Then
    opened
        .then()
        .statusCode(303)
        .header("Location", "/connect")
        .header("Cache-Control", "no-store");
    var cookie = opened.detailedCookie("chat-connect");
    assertThat(cookie.getValue()).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(link.substring(9));
    assertThat(cookie.isHttpOnly()).isTrue();
    assertThat(cookie.getSameSite()).isEqualToIgnoringCase("Lax");
    assertThat(cookie.getPath()).isEqualTo("/");
    assertThat(cookie.getMaxAge()).isEqualTo(1800);
    assertThat(cookie.getDomain()).isNull();
  }

  @Test
  void aLinkOpensOneVisit() {
    // Given
    var link = link(Map.of("subscriberId", unique("subscriber-")));
    browser().post(link).then().statusCode(303);

    // When
    var second = browser().post(link);

    // Then
    second.then().statusCode(404).body(containsString("This link no longer works"));
    assertThat(second.cookies()).isEmpty();
    browser().get(link).then().statusCode(404).body(containsString("This link no longer works"));
  }

  @Test
  void ofManyWhoOpenALinkAtOnceOneGetsIn() {
    // Given
    var link = link(Map.of("subscriberId", unique("subscriber-")));

    // When
    var answers = IntStream.range(0, 20).parallel().mapToObj(i -> browser().post(link)).toList();

    // Then
    assertThat(answers).extracting(Response::statusCode).containsOnly(303, 404);
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 303).hasSize(1);
  }

  @Test
  void anExpiredLinkOpensNothing() {
    // Given
    var link = link(Map.of("subscriberId", unique("subscriber-"), "expiresIn", 1));

    // When
    org.awaitility.Awaitility.await()
        .untilAsserted(() -> browser().get(link).then().statusCode(404));

    // Then
    browser().post(link).then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "x", "%3Cscript%3E", "a%0d%0ab"})
  void whatIsNoLinkIsAnUnknownLink(String token) {
    // When
    var answer = browser().get("/connect/" + token);

    // Then
    answer.then().statusCode(404).body(containsString("This link no longer works"));
    assertThat(answer.asString()).doesNotContain("script>x", "<script>E");
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Sec-Fetch-Site, none",
    "Origin, https://evil.example",
    "Origin, null",
    "Origin, http://localhost:8081",
  })
  void anotherSiteCannotOpenALinkInAVisitorsName(String header, String value) {
    // Given
    var link = link(Map.of("subscriberId", unique("subscriber-")));

    // When
    var answer = given().redirects().follow(false).header(header, value).post(link);

    // Then
    answer.then().statusCode(403).body(containsString("That did not come from this page"));
    browser().post(link).then().statusCode(303);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void thePageThatALinkOpensWithIsProtected(String method) {
    // Given
    var link = link(Map.of("subscriberId", unique("subscriber-")));

    // When
    var page = method.equals("GET") ? browser().get(link) : browser().post("/connect/unknown");

    // Then
    page.then()
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "same-origin")
        .header("X-Frame-Options", "DENY")
        .header("X-Content-Type-Options", "nosniff")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header(
            "Content-Security-Policy",
            org.hamcrest.Matchers.matchesPattern(
                "default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; base-uri"
                    + " 'none'; form-action 'self' https: http://localhost:\\*; frame-ancestors"
                    + " 'none'"));
  }
}
