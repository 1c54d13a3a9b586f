package dev.chatconnect.web;

import java.util.Map;

import dev.chatconnect.LogCapture;
import dev.chatconnect.connect.Journeys;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is logged of requests, and what is not. The access log is on in tests. */
@QuarkusTest
class AccessLogTest {

  @Test
  void aRequestIsOneLineWithTheTemplateOfItsRoute() {
    // Given
    try (var log = LogCapture.start("dev.chatconnect.access")) {

      // When
      given()
          .headers(Map.of("Authorization", Journeys.API_KEY, RequestIds.HEADER, "req-1"))
          .get("/v1/channel-connections/no-such-connection?note=private")
          .then()
          .statusCode(404);

      // Then
      await().until(() -> log.lines().stream().anyMatch(line -> line.contains("req-1")));
      assertThat(log.lines())
          .filteredOn(line -> line.contains("req-1"))
          .singleElement()
          .asString()
          .containsPattern(
              "event=access method=GET route=/v1/channel-connections/\\{identifier} status=404"
                  + " millis=\\d+ bytes=[1-9]\\d* complete=true requestId=req-1")
          .doesNotContain("no-such-connection", "private", "dev-secret-key");
    }
  }

  @Test
  void neitherCodeNorStateNorTokenIsInIt() {
    // Given
    var state = state(Journeys.of(slackIntegration(), unique("subscriber-")));
    var code = code("variant-a", unique("T"), unique("U"));
    var token = "A".repeat(43);
    try (var log = LogCapture.start("dev.chatconnect.access")) {

      // When
      Journeys.callback(state, code).then().statusCode(200);
      given().header(RequestIds.HEADER, "req-2").get("/connect/" + token);

      // Then
      await().until(() -> log.lines().stream().anyMatch(line -> line.contains("req-2")));
      assertThat(log.lines())
          .anyMatch(line -> line.contains("route=/v1/integrations/chat/oauth/callback status=200"))
          .anyMatch(line -> line.contains("route=/connect/{token}"))
          .noneMatch(line -> line.contains(state) || line.contains(code) || line.contains(token));
    }
  }

  @Test
  void aPathThatNoRouteHasIsNotRepeated() throws Exception {
    // Given
    try (var log = LogCapture.start("dev.chatconnect.access")) {

      // When
      RawHttp.send("FORGED /v1/xoxb-leaked?code=leaked HTTP/1.1", RequestIds.HEADER + ": req-3");

      // Then
      await().until(() -> log.lines().stream().anyMatch(line -> line.contains("req-3")));
      assertThat(log.lines())
          .anyMatch(line -> line.contains("method=OTHER route=none status=404"))
          .noneMatch(line -> line.contains("leaked"));
    }
  }
}
