package dev.chatconnect.web;

import dev.chatconnect.LogCapture;
import dev.chatconnect.connect.Journeys;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

/** Every request has an id that the caller and the log agree on. */
@QuarkusTest
class RequestIdTest {

  private static final String OURS = "[0-9a-z]{8}-[0-9a-z]+";

  @Test
  void anAnswerNamesItsRequest() {
    // When
    var first = Journeys.get("/v1/channel-connections?limit=1");
    var second = Journeys.get("/v1/channel-connections?limit=1");

    // Then
    first.then().statusCode(200).header(RequestIds.HEADER, matchesPattern(OURS));
    assertThat(second.header(RequestIds.HEADER)).isNotEqualTo(first.header(RequestIds.HEADER));
  }

  @Test
  void theIdOfAProxyIsKept() {
    // When
    var answer = given().header(RequestIds.HEADER, "edge-7.f_2").get("/v1/channel-connections");

    // Then
    answer.then().statusCode(401).header(RequestIds.HEADER, equalTo("edge-7.f_2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "a=b", "\"quoted\"", "<script>", "ü"})
  void anIdThatCouldForgeALineIsReplaced(String given) {
    // When
    var answer = given().header(RequestIds.HEADER, given).get("/v1/channel-connections");

    // Then
    answer.then().header(RequestIds.HEADER, matchesPattern(OURS));
  }

  @Test
  void anIdWithoutEndIsReplaced() {
    // When
    var answer = given().header(RequestIds.HEADER, "a".repeat(65)).get("/v1/channel-connections");

    // Then
    answer.then().header(RequestIds.HEADER, matchesPattern(OURS));
  }

  @Test
  void aProblemHasItInItsBody() {
    // When
    var answer =
        given()
            .accept("application/problem+json")
            .header(RequestIds.HEADER, "mine")
            .get("/v1/channel-connections");

    // Then
    answer.then().statusCode(401).body("requestId", equalTo("mine"));
  }

  @Test
  void aRequestThatNoRouteSeesHasOneToo() throws Exception {
    // When
    var malformed = RawHttp.send("GET /v1/%zz HTTP/1.1", RequestIds.HEADER + ": mine");
    var repaired = RawHttp.send("GET /v1/a|b HTTP/1.1", RequestIds.HEADER + ": mine");

    // Then
    assertThat(malformed).startsWith("HTTP/1.1 400").containsOnlyOnce("mine");
    assertThat(repaired).startsWith("HTTP/1.1 404").containsOnlyOnce("mine");
  }

  @Test
  void linesThatARequestBringsAboutHaveIt() {
    // Given
    try (var log = LogCapture.start()) {

      // When
      given()
          .header(RequestIds.HEADER, "mine")
          .get(Journeys.CALLBACK + "?code=c&state=" + "A".repeat(43))
          .then()
          .statusCode(400);

      // Then
      assertThat(log.lines())
          .filteredOn(line -> line.contains("event=journey_failed"))
          .isNotEmpty();
      assertThat(log.requestIds()).contains("mine");
    }
  }
}
