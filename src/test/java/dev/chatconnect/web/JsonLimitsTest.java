package dev.chatconnect.web;

import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class JsonLimitsTest {

  private static final String API_KEY = "ApiKey dev-secret-key";
  private static final String INTEGRATIONS = "/v1/integrations";

  @ParameterizedTest
  @ValueSource(ints = {201, 999, 1000, 20_000})
  void refusesWhatNestsTooDeepAndKeepsNothingOfIt(int depth) {
    // Given
    var identifier = "deep-" + UUID.randomUUID();

    // When
    var answer = post(INTEGRATIONS, integration(identifier, depth));

    // Then
    answer.then().statusCode(400);
    assertThat(given().header("Authorization", API_KEY).get(INTEGRATIONS).asString())
        .doesNotContain(identifier);
  }

  @Test
  void listsWhatNestsAsDeepAsAllowed() {
    // Given
    var identifier = "deep-" + UUID.randomUUID();
    post(INTEGRATIONS, integration(identifier, 200)).then().statusCode(201);

    // When
    var answer = given().header("Authorization", API_KEY).get(INTEGRATIONS);

    // Then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.asString()).contains(identifier).endsWith("]}");
  }

  @ParameterizedTest
  @CsvSource({"200, 422", "999, 400", "1000, 400"})
  void aRefusedValueIsRepeatedOnlyWhereItCanBeWritten(int depth, int status) {
    // Given
    var body = "{\"type\":\"slack_user\",\"subscriberId\":" + nested(depth - 1) + "}";

    // When
    var answer = post("/v1/channel-endpoints", body);

    // Then
    answer.then().statusCode(status);
  }

  private static Response post(String path, String body) {
    return given()
        .header("Authorization", API_KEY)
        .contentType(ContentType.JSON)
        .body(body)
        .post(path);
  }

  private static String integration(String identifier, int depth) {
    return "{\"providerId\":\"slack\",\"identifier\":\"%s\",\"configurations\":{\"a\":%s}}"
        .formatted(identifier, nested(depth - 2));
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }
}
