package dev.chatconnect.inbox;

import java.io.IOException;

import dev.chatconnect.web.RawHttp;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.inbox.Subscribers.CONNECTIONS;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

/** Which web pages may call what. */
@QuarkusTest
class CrossOriginTest {

  private static final String ALLOWED =
      "Authorization,User-Agent,Content-Type,Sentry-Trace,Baggage,Novu-Environment-Id,Novu-API-Version,Novu-Client-Version,Novu-User-Agent,Bypass-Tunnel-Reminder,Idempotency-Key,Novu-Application-Identifier,Novu-Analytics-Source";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/inbox/session",
        "/v1/inbox/channel-connections",
        "/v1/inbox/channel-connections/a",
        "/v1/inbox/nothing/there"
      })
  void everyPageMayAskTheRoutesOfSubscribers(String route) {
    // Given
    var request =
        given()
            .header("Origin", "https://app.example")
            .header("Access-Control-Request-Method", "DELETE")
            .header("Access-Control-Request-Headers", "authorization,novu-api-version");

    // When
    var answer = request.options(route);

    // Then
    answer
        .then()
        .statusCode(204)
        .header("Access-Control-Allow-Origin", "*")
        .header("Access-Control-Allow-Methods", "GET,HEAD,PUT,PATCH,POST,DELETE")
        .header("Access-Control-Allow-Headers", ALLOWED)
        .header("Access-Control-Max-Age", "86400")
        .header("Access-Control-Allow-Credentials", nullValue())
        .body(equalTo(""));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/inbox/channel-connections, 401",
    "GET, /v1/inbox/nothing, 404",
    "PUT, /v1/inbox/session, 404",
    "POST, /v1/inbox/session, 400",
  })
  void everyPageMayReadWhatWentWrong(String method, String route, int status) {
    // Given
    var request =
        given()
            .header("Origin", "https://app.example")
            .contentType("application/json")
            .body(method.equals("POST") ? "{" : "");

    // When
    var answer = request.request(method, route);

    // Then
    answer
        .then()
        .statusCode(status)
        .header("Access-Control-Allow-Origin", "*")
        .header("Access-Control-Allow-Credentials", nullValue());
  }

  @Test
  void everyPageMayReadThatItsPathIsBroken() throws IOException {
    // Given
    var line = "GET " + CONNECTIONS + "/a%zz HTTP/1.1";

    // When
    var answer = RawHttp.send(line, "Origin: https://app.example");

    // Then
    assertThat(answer).startsWith("HTTP/1.1 400").containsIgnoringCase("allow-origin: *");
  }

  @Test
  void aRepairedPathKeepsTheHeader() throws IOException {
    // Given
    var line = "GET " + CONNECTIONS + "/a|b HTTP/1.1";

    // When
    var answer = RawHttp.send(line, "Origin: https://app.example");

    // Then
    assertThat(answer).startsWith("HTTP/1.1 401").containsOnlyOnce("llow-origin: *");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/channel-connections", "/v1/integrations", "/v1/inboxes", "/q/health"})
  void noPageMayCallOtherRoutes(String route) {
    // Given
    var request = given().header("Origin", "https://app.example");

    // When
    var answer = request.get(route);
    var preflight =
        given()
            .header("Origin", "https://app.example")
            .header("Access-Control-Request-Method", "GET")
            .options(route);

    // Then
    answer.then().header("Access-Control-Allow-Origin", nullValue());
    preflight.then().header("Access-Control-Allow-Origin", nullValue());
  }
}
