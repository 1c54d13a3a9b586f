package dev.chatconnect.connect;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.unique;
import static dev.chatconnect.connect.OAuthUrlRefusalsTest.CONNECT;
import static dev.chatconnect.connect.OAuthUrlRefusalsTest.LINK;
import static dev.chatconnect.connect.OAuthUrlRefusalsTest.ask;
import static org.hamcrest.Matchers.equalTo;

/** An integration that wants the application to vouch for every context. */
@QuarkusTest
class ContextHashDemandedTest {

  private static final Map<String, Object> CONTEXT =
      Map.of("tenant", "acme", "app", Map.of("id", "jira", "data", Map.of("b", 1, "a", "x")));
  private static final String CANONICAL =
      "{\"app\":{\"data\":{\"a\":\"x\",\"b\":1},\"id\":\"jira\"},\"tenant\":\"acme\"}";

  @ParameterizedTest
  @ValueSource(strings = {CONNECT, LINK})
  void aHashMadeWithAnApiKeyIsAccepted(String route) throws Exception {
    // Given
    var body = journey(CONTEXT);
    body.put("contextHash", hmac("dev-secret-key", CANONICAL));

    // When
    var answer = ask(route, body);

    // Then
    answer.then().statusCode(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {CONNECT, LINK})
  void aHashMadeWithAnotherKeyIsRefused(String route) throws Exception {
    // Given
    var body = journey(CONTEXT);
    body.put("contextHash", hmac("another-key", CANONICAL));

    // When
    var answer = ask(route, body);

    // Then
    answer
        .then()
        .statusCode(400)
        .body("message", equalTo("Please provide a valid context HMAC hash"));
  }

  @ParameterizedTest
  @ValueSource(strings = {CONNECT, LINK})
  void aHashOfAnotherContextIsRefused(String route) throws Exception {
    // Given
    var body = journey(Map.of("tenant", "evil"));
    body.put("contextHash", hmac("dev-secret-key", CANONICAL));

    // When
    var answer = ask(route, body);

    // Then
    answer
        .then()
        .statusCode(400)
        .body("message", equalTo("Please provide a valid context HMAC hash"));
  }

  @ParameterizedTest
  @ValueSource(strings = {CONNECT, LINK})
  void withoutAHashItIsAskedFor(String route) {
    // When
    var answer = ask(route, journey(CONTEXT));

    // Then
    answer
        .then()
        .statusCode(400)
        .body(
            "message", equalTo("A valid contextHash is required when HMAC validation is enabled."));
  }

  @ParameterizedTest
  @ValueSource(strings = {CONNECT, LINK})
  void withoutAContextItIsAskedFor(String route) {
    // Given
    var body = Journeys.of(slackIntegration(Map.of("hmac", true)), unique("subscriber-"));

    // When
    var answer = ask(route, body);

    // Then
    answer
        .then()
        .statusCode(400)
        .body("message", equalTo("A context is required when HMAC validation is enabled."));
  }

  @Test
  void theHashIsCheckedBeforeTheOwner() {
    // Given
    var body = journey(CONTEXT);
    body.put("connectionMode", "subscriber");
    body.remove("subscriberId");

    // When
    var answer = ask(CONNECT, body);

    // Then
    answer
        .then()
        .body(
            "message", equalTo("A valid contextHash is required when HMAC validation is enabled."));
  }

  @Test
  void whereTheIntegrationDoesNotDemandItAHashIsNotLookedAt() {
    // Given
    var body =
        Journeys.of(
            slackIntegration(),
            unique("subscriber-"),
            Map.of("context", CONTEXT, "contextHash", "wrong"));

    // When
    var answer = ask(CONNECT, body);

    // Then
    answer.then().statusCode(201);
  }

  private static Map<String, Object> journey(Map<String, Object> context) {
    return Journeys.of(
        slackIntegration(Map.of("hmac", true)), unique("subscriber-"), Map.of("context", context));
  }

  private static String hmac(String key, String text) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }
}
