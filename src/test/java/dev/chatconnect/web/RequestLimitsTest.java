package dev.chatconnect.web;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Sizes and spellings of requests. */
@QuarkusTest
class RequestLimitsTest {

  private static final String API_KEY = "ApiKey dev-secret-key";
  private static final String OAUTH = "/v1/integrations/channel-connections/oauth";

  @Test
  void aBodyOfMoreThanAHundredKilobytesIsTooLarge() {
    // Given
    var body = "{\"a\":\"" + "x".repeat(102_400) + "\"}";

    // When
    var answer =
        given()
            .header("Authorization", API_KEY)
            .contentType("application/json")
            .body(body)
            .post(OAUTH);

    // Then
    answer
        .then()
        .statusCode(413)
        .contentType("application/json")
        .body("message", equalTo("Payload Too Large"))
        .body("error", equalTo("Payload Too Large"))
        .body("statusCode", equalTo(413))
        .body("path", equalTo(OAUTH));
  }

  @Test
  void anAbsoluteTargetThatWouldHaveToBeRepairedIsRefused() throws IOException {
    // When
    var answer =
        RawHttp.send(
            "GET http://localhost/v1/channel-connections?subscriberId=50% HTTP/1.1",
            "Authorization: " + API_KEY);

    // Then
    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"statusCode\":400");
  }

  @ParameterizedTest
  @ValueSource(ints = {102_400, 150_000, 900_000})
  void aChunkedBodyOfMoreThanAHundredKilobytesIsTooLarge(int size) throws Exception {
    // Given
    var body = ("{\"a\":\"" + "x".repeat(size) + "\"}").getBytes(StandardCharsets.UTF_8);
    var request =
        HttpRequest.newBuilder(java.net.URI.create("http://localhost:" + RestAssured.port + OAUTH))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Authorization", API_KEY)
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new java.io.ByteArrayInputStream(body)))
            .build();

    // When
    var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

    // Then
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(JsonPath.from(answer.body()).getString("message")).isEqualTo("Payload Too Large");
  }

  @Test
  void aBodyThatNoRouteReadsIsRefusedByItsAnnouncedLength() {
    // Given
    var body = "x".repeat(2 * 1024 * 1024);

    // When
    var answer = given().header("Authorization", API_KEY).body(body).post("/v1/transfers");

    // Then
    answer.then().statusCode(413).body("message", equalTo("Payload Too Large"));
  }

  @Test
  void aBodyOfJustUnderAHundredKilobytesIsRead() {
    // Given
    var body =
        "{\"integrationIdentifier\":\"nobody\",\"subscriberId\":\"s\",\"a\":\"%s\"}"
            .formatted("x".repeat(102_000));

    // When
    var answer =
        given()
            .header("Authorization", API_KEY)
            .contentType("application/json")
            .body(body)
            .post(OAUTH);

    // Then
    answer.then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/channel-connections/%zz",
        "/v1/channel-connections/a%2",
        "/v1/channel-connections/%",
        "/v1/%zz",
        "/%zz",
      })
  void badPercentEncodingInThePathIsTheCallersFault(String path) throws IOException {
    // When
    var answer = RawHttp.send("GET " + path + " HTTP/1.1", "Authorization: " + API_KEY);

    // Then
    assertThat(answer)
        .startsWith("HTTP/1.1 400 ")
        .containsIgnoringCase("Cache-Control: no-store")
        .containsIgnoringCase("Content-Type: application/json");
    var body = JsonPath.from(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    assertThat(body.getString("message"))
        .isEqualTo("Malformed percent-encoding in the request path");
    assertThat(body.getString("error")).isEqualTo("Bad Request");
    assertThat(body.getString("path")).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource({
    "?subscriberId=%zz, 200, ?subscriberId=%25zz",
    "?subscriberId=a%2, 200, ?subscriberId=a%252",
    "?subscriberId=50%&limit=1, 200, ?subscriberId=50%25&limit=1",
    "?subscriberId=%25%&limit=%&x=%20, 422, ?subscriberId=%25%25&limit=%25&x=%20",
    "?%=%&limit=x, 422, ?%25=%25&limit=x",
  })
  void aPercentSignThatEncodesNothingMeansItselfInTheQuery(String query, int status, String read)
      throws IOException {
    // When
    var answer =
        RawHttp.send(
            "GET /v1/channel-connections" + query + " HTTP/1.1", "Authorization: " + API_KEY);

    // Then
    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    var body = JsonPath.from(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    assertThat(body.getString("path"))
        .isEqualTo(status == 200 ? null : "/v1/channel-connections" + read);
  }

  @ParameterizedTest
  @CsvSource({
    "user@example.com, user@example.com",
    "user%40example.com, user@example.com",
    "a%7Cb, a|b",
    "a|b, a|b",
    "auth0|1{2}^3, auth0|1{2}^3",
    "a[1], a[1]",
    "a%20b, a b",
    "a+b, a+b",
    "a%2Fb, a/b",
    "a%3Fb, a?b",
    "%C3%A9, é",
    "\u00c3\u00a9, é",
    "a%25zz, a%zz",
  })
  void identifiersInThePathMayBeRawOrEncoded(String sent, String meant) throws IOException {
    // When
    var answer =
        RawHttp.send(
            "GET /v1/channel-connections/" + sent + " HTTP/1.1", "Authorization: " + API_KEY);

    // Then
    assertThat(answer).startsWith("HTTP/1.1 404 ");
    var body = JsonPath.from(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    assertThat(body.getString("message"))
        .isEqualTo("Channel connection with identifier '" + meant + "' not found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?limit=101&x=a%20b", "?limit=101"})
  void thePathOfAnErrorIncludesTheQuery(String query) {
    // When
    var answer =
        given()
            .urlEncodingEnabled(false)
            .header("Authorization", API_KEY)
            .get("/v1/channel-connections" + query);

    // Then
    answer.then().statusCode(422).body("path", equalTo("/v1/channel-connections" + query));
  }

  @Test
  void thePathOfAnErrorOfTheCallbackDoesNot() {
    // When
    var answer =
        given()
            .accept("application/json")
            .get("/v1/integrations/chat/oauth/callback?code=c-o-d-e&state=s-t-a-t-e");

    // Then
    answer.then().statusCode(400).body("path", equalTo("/v1/integrations/chat/oauth/callback"));
    assertThat(answer.asString()).doesNotContain("c-o-d-e", "s-t-a-t-e");
  }
}
