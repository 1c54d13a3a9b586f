package dev.chatconnect.inbox;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.idempotency.IdempotencyTenancyTest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.nullValue;

/** Origins that may call the routes which take an API key. */
@QuarkusTest
@TestProfile(IdempotencyTenancyTest.TwoEnvironments.class)
class ConfiguredOriginsTest {

  private static final String ROUTE = "/v1/channel-connections";

  @ParameterizedTest
  @ValueSource(strings = {"https://dashboard.example", "http://localhost:5173"})
  void aConfiguredOriginMayCall(String origin) {
    // Given
    var preflight =
        given().header("Origin", origin).header("Access-Control-Request-Method", "POST");

    // When
    var allowed = preflight.options(ROUTE);
    var answer = ApiCalls.caller().header("Origin", origin).get(ROUTE);

    // Then
    allowed
        .then()
        .statusCode(204)
        .header("Access-Control-Allow-Origin", origin)
        .header("Access-Control-Allow-Credentials", nullValue());
    answer
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", origin)
        .header("Vary", "origin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://dashboard.example.evil.example",
        "http://dashboard.example",
        "https://dashboard.example:8443",
        "null"
      })
  void noOtherOriginMay(String origin) {
    // Given
    var request = ApiCalls.caller().header("Origin", origin);

    // When
    var answer = request.get(ROUTE);

    // Then
    answer.then().header("Access-Control-Allow-Origin", nullValue()).header("Vary", "origin");
  }
}
