package dev.chatconnect.web;

import java.io.IOException;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.http.Method;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

/** Failures that no feature is to blame for. */
@QuarkusTest
class ErrorsTest {

  private static final String API_KEY = "ApiKey dev-secret-key";
  private static final String CONNECTIONS = "/v1/channel-connections";
  private static final String OAUTH = "/v1/integrations/channel-connections/oauth";

  @Test
  void withoutAHeaderTheCallerIsToldToSendOne() {
    // When
    var answer = given().get(CONNECTIONS);

    // Then
    unauthorized(answer, "Missing authorization header");
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer x.y.z, 'Invalid authentication scheme: \"Bearer\"'",
    "Basic ZGV2OmRldg==, 'Invalid authentication scheme: \"Basic\"'",
    "Keyless pk_1, 'Invalid authentication scheme: \"Keyless\"'",
    "dev-secret-key, 'Invalid authentication scheme: \"?\"'",
    "ApiKey wrong-key, API Key not found",
    "ApiKey dev-secret-key-2, API Key not found",
    "ApiKey, API Key not found",
  })
  void aCallerWithoutAValidKeyIsToldWhatIsWrong(String authorization, String message) {
    // When
    var answer = given().header("Authorization", authorization).get(CONNECTIONS);

    // Then
    unauthorized(answer, message);
    assertThat(answer.asString()).doesNotContain("secret", "wrong-key", "ZGV2");
  }

  @ParameterizedTest
  @ValueSource(strings = {OAUTH, "/v1/integrations", "/v1/integrations/channel-endpoints/oauth"})
  void everyRouteAsksForAKeyBeforeItLooksAtTheBody(String route) {
    // When
    var answer = given().contentType("application/json").body("{").post(route);

    // Then
    answer.then().statusCode(401);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/nope",
    "POST, /v1/nope/at/all",
    "GET, /v1",
    "GET, /nope",
    "GET, /",
    "DELETE, /v1/integrations",
    "PUT, /v1/channel-connections",
    "GET, /v1/integrations/channel-connections/oauth",
  })
  void anUnknownRouteOrMethodIsNotFoundForEveryCaller(Method method, String path) {
    // When
    var strangers = given().request(method, path + "?a=b");
    var callers = given().header("Authorization", API_KEY).request(method, path + "?a=b");

    // Then
    for (var answer : java.util.List.of(strangers, callers)) {
      answer
          .then()
          .statusCode(404)
          .contentType("application/json")
          .body("message", equalTo("Cannot " + method + " " + path))
          .body("error", equalTo("Not Found"))
          .body("statusCode", equalTo(404))
          .body("path", equalTo(path + "?a=b"))
          .body("ctx", equalTo(Map.of("error", "Not Found", "statusCode", 404)))
          .body("timestamp", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /v1/integrations, 'GET, HEAD, OPTIONS, POST'",
    "PUT, /v1/channel-connections/some%20one, 'DELETE, GET, HEAD, OPTIONS, PATCH'",
    "GET, /v1/channel-connections/some/token, 'OPTIONS, POST'",
    "PATCH, /v1/integrations/active, 'DELETE, GET, HEAD, OPTIONS, PUT'",
    "GET, /v1/integrations/channel-connections/oauth, 'OPTIONS, POST'",
    "GET, /v1/integrations/channel-connections/oauth/some/confirm, 'OPTIONS, POST'",
    "TRACE, /v1/inbox/channel-endpoints/some, 'DELETE, GET, HEAD, OPTIONS'",
  })
  void anUnknownMethodIsToldWhichAreKnown(Method method, String path, String allowed) {
    // When
    var answer = given().urlEncodingEnabled(false).request(method, path);

    // Then
    answer.then().statusCode(404).header("Allow", allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/nope", "/v1/integrations/some/thing", "/nope"})
  void anUnknownRouteNamesNoMethods(String path) {
    // When
    var answer = given().delete(path);

    // Then
    answer.then().statusCode(404).header("Allow", nullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"a\":}", "[1,", "no json", "{\"a\":1}}", "{} {}"})
  void malformedJsonIsTheCallersFault(String body) {
    // When
    var answer = post("application/json", body);

    // Then
    answer
        .then()
        .statusCode(400)
        .body("message", startsWith("Malformed JSON in the request body at line 1, column "))
        .body("error", equalTo("Bad Request"));
  }

  @Test
  void aContentTypeThatIsNoneIsRefused() throws IOException {
    // When
    var answer =
        RawHttp.send(
            "POST " + OAUTH + " HTTP/1.1",
            "Authorization: " + API_KEY,
            "Content-Length: 0",
            "Content-Type: nonsense");

    // Then
    assertThat(answer).startsWith("HTTP/1.1 415 ").contains("Unsupported Media Type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/octet-stream",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
      })
  void aBodyOfAnotherTypeCountsAsEmpty(String type) {
    // When
    var answer = post(type, "{\"integrationIdentifier\":\"x\",\"subscriberId\":\"s\"}");

    // Then
    emptyBody(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Content-Type: application/json", "Content-Type: text/plain"})
  void noBodyAtAllCountsAsEmpty(String header) throws IOException {
    // When
    var answer =
        RawHttp.send(
            "POST " + OAUTH + " HTTP/1.1",
            "Authorization: " + API_KEY,
            "Content-Length: 0",
            header.isEmpty() ? "X-None: 1" : header);

    // Then
    assertThat(answer)
        .startsWith("HTTP/1.1 422 ")
        .contains("integrationIdentifier should not be null or undefined");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json; charset=utf-8",
        "application/json;charset=UTF-8",
        "application/merge-patch+json",
        "APPLICATION/JSON",
      })
  void jsonIsKnownByItsKinds(String type) {
    // When
    var answer = post(type, "{\"integrationIdentifier\":\"nobody\",\"subscriberId\":\"s\"}");

    // Then
    answer.then().statusCode(404).body("message", startsWith("Integration not found: nobody"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/xml", "image/*;q=0.5"})
  void whoTakesNoJsonIsToldThatThereIsNothingElse(String accept) {
    // Given
    var request = given().header("Authorization", API_KEY).header("Accept", accept);

    // When
    var answer = request.get(CONNECTIONS);

    // Then
    answer
        .then()
        .statusCode(406)
        .contentType("application/json")
        .body("error", equalTo("Not Acceptable"))
        .body("statusCode", equalTo(406));
  }

  @Test
  void aProblemIsAnsweredToWhoAsksForOne() {
    // When
    var answer =
        given()
            .header("Authorization", API_KEY)
            .accept("application/problem+json, application/json;q=0.5")
            .contentType("application/json")
            .body("{}")
            .post(OAUTH);

    // Then
    answer
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:chat-connect:error:validation"))
        .body("title", equalTo("Validation"))
        .body("status", equalTo(422))
        .body("detail", equalTo("Validation Error"))
        .body("instance", equalTo(OAUTH))
        .body("errors.general.messages.size()", equalTo(3))
        .body("statusCode", nullValue());
  }

  @Test
  void aProblemIsAnsweredToWhoAsksForNothingElse() {
    // When
    var answer =
        given()
            .header("Authorization", API_KEY)
            .header("Accept", "application/problem+json")
            .get("/v1/channel-connections/nobody");

    // Then
    answer
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:chat-connect:error:connection-not-found"));
  }

  @Test
  void everyErrorCarriesTheSecurityHeaders() {
    // When
    var answer = given().get("/v1/nope");

    // Then
    answer
        .then()
        .header("X-Content-Type-Options", "nosniff")
        .header("Cache-Control", "no-store")
        .header("X-Frame-Options", "DENY")
        .header("Referrer-Policy", "no-referrer")
        .header("Server", nullValue())
        .header("X-Powered-By", nullValue());
  }

  private static Response post(String type, String body) {
    // Forms would be made of parameters; here their bodies are what the tests say.
    var raw = EncoderConfig.encoderConfig().encodeContentTypeAs(type, ContentType.BINARY);
    return given()
        .config(RestAssured.config().encoderConfig(raw))
        .header("Authorization", API_KEY)
        .header("Content-Type", type)
        .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .post(OAUTH);
  }

  private static void emptyBody(Response answer) {
    answer
        .then()
        .statusCode(422)
        .body(
            "errors.general.messages[0]",
            equalTo("integrationIdentifier should not be null or undefined"));
  }

  private static void unauthorized(Response answer, String message) {
    answer
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", "ApiKey")
        .body("message", equalTo(message))
        .body("error", equalTo("Unauthorized"))
        .body("statusCode", equalTo(401))
        .body("path", equalTo(CONNECTIONS))
        .body("errorId", nullValue())
        .body("message", not(equalTo("")));
  }
}
