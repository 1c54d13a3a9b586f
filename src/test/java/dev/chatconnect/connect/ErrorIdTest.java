package dev.chatconnect.connect;

import java.util.HashMap;
import java.util.Map;

import jakarta.inject.Inject;

import dev.chatconnect.LogCapture;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Faults of the service: the id that a caller is told is in the log, whatever form it has. */
@QuarkusTest
@TestProfile(WithVerifier.class)
class ErrorIdTest {

  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";

  @Inject RedisDataSource redis;

  private final Map<String, String> before = new HashMap<>();
  private final String subscriber = unique("subscriber-");
  private final String code = code("variant-a", unique("T"), unique("U"));

  @AfterEach
  void mend() {
    before.forEach(redis.value(String.class)::set);
  }

  @ParameterizedTest
  @ValueSource(strings = {JSON, PROBLEM})
  void theIdOfABrokenCallbackIsInTheLog(String accept) {
    // Given
    var integration = slackIntegration();
    var state = state(Journeys.of(integration, subscriber));
    garble(integration);
    try (var log = LogCapture.start()) {

      // When
      var answer =
          given().accept(accept).get(Journeys.CALLBACK + "?code=" + code + "&state=" + state);

      // Then
      assertLogged(log, answer, "event=internal_error");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {JSON, PROBLEM})
  void theIdOfABrokenConfirmationIsInTheLog(String accept) {
    // Given
    var integration = slackIntegration(Map.of("verifierUrl", WithVerifier.VERIFIER));
    var state = state(Journeys.of(integration, subscriber));
    var flowId = Verifications.flowId(Journeys.callback(state, code));
    garble(integration);
    try (var log = LogCapture.start()) {

      // When
      var answer =
          Verifications.confirm(
              Verifications.caller().accept(accept), flowId, Map.of("subscriberId", subscriber));

      // Then
      assertLogged(log, answer, "event=internal_error");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {JSON, PROBLEM})
  void theIdOfAnythingElseIsInTheLogWithTheStackTrace(String accept) {
    // Given
    try (var log = LogCapture.start()) {

      // When
      var answer = given().accept(accept).get("/v1/test-secrecy/fail/now");

      // Then
      assertLogged(log, answer, "event=unhandled_failure");
      assertThat(log.lines()).noneMatch(line -> line.contains("event=internal_error"));
    }
  }

  private static void assertLogged(LogCapture log, Response answer, String event) {
    var id = answer.then().statusCode(500).extract().<String>path("errorId");
    assertThat(id).isNotBlank();
    assertThat(log.lines())
        .filteredOn(line -> line.contains(id))
        .hasSize(1)
        .first()
        .asString()
        .contains(event);
  }

  /** Leaves nothing of an integration's record that could be read. */
  private void garble(String identifier) {
    var values = redis.value(String.class);
    for (var key : redis.key().keys("cc:{*}:integration:*")) {
      var raw = values.get(key);
      if (raw.contains(identifier)) {
        before.put(key, raw);
        values.set(key, "{\"identifier\":[");
      }
    }
  }
}
