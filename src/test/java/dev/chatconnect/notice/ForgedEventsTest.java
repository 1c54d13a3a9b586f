package dev.chatconnect.notice;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.chatconnect.ApiCalls;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.chatconnect.connect.Journeys.unique;
import static dev.chatconnect.notice.Deliveries.SLACK;
import static dev.chatconnect.notice.Deliveries.send;
import static dev.chatconnect.notice.Deliveries.slackHeaders;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Requests that no provider sent, and how all of them get the same answer. */
@QuarkusTest
class ForgedEventsTest {

  private static final String CHALLENGE =
      "{\"type\":\"url_verification\",\"challenge\":\"c\",\"token\":\"t\"}";

  private final String secret = unique("signing");
  private ApiCalls.Made integration;

  @BeforeEach
  void createIntegration() {
    integration = ApiCalls.integration("slack", "chat", "{'signingSecret':'" + secret + "'}");
  }

  static Stream<Arguments> forgeries() {
    return Stream.of(
        arguments("stale", headers(at -> at.minusSeconds(302))),
        arguments("from the future", headers(at -> at.plusSeconds(302))),
        arguments("no headers", (Forgery) secret -> Map.of()),
        arguments("no signature", without("X-Slack-Signature")),
        arguments("no time", without("X-Slack-Request-Timestamp")),
        arguments("wrong secret", (Forgery) secret -> slackHeaders("x" + secret, now(), CHALLENGE)),
        arguments("other body", (Forgery) secret -> slackHeaders(secret, now(), CHALLENGE + " ")),
        arguments("other time", with("X-Slack-Request-Timestamp", plus(1))),
        arguments("time in words", with("X-Slack-Request-Timestamp", any -> "yesterday")),
        arguments("endless time", with("X-Slack-Request-Timestamp", any -> "9".repeat(400))),
        arguments("other version", with("X-Slack-Signature", s -> s.replace("v0=", "v1="))),
        arguments("cut short", with("X-Slack-Signature", s -> s.substring(0, 66))),
        arguments("empty", with("X-Slack-Signature", s -> "v0=")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void isRefusedWithoutSayingWhy(String name, Forgery forgery) {
    // Given
    var headers = forgery.of(secret);

    // When
    var answer = send(SLACK, headers, CHALLENGE);

    // Then
    answer.then().statusCode(401).body("message", equalTo("The event could not be verified"));
    assertThat(answer.asString()).doesNotContain("\"c\"");
  }

  @Test
  void theUrlOfAnIntegrationTakesItsEvents() {
    // Given
    var path = SLACK + "/" + integration.id();

    // When
    var answer = send(path, slackHeaders(secret, now(), CHALLENGE), CHALLENGE);

    // Then
    answer.then().statusCode(200).body("challenge", equalTo("c"));
  }

  @Test
  void theUrlOfAnIntegrationTakesNoOthers() {
    // Given
    var other = ApiCalls.integration("slack", "chat", "{'signingSecret':'" + unique("s") + "'}");
    var paths =
        List.of(SLACK + "/" + other.id(), SLACK + "/000000000000000000000000", SLACK + "/x");

    // When
    var answers =
        paths.stream()
            .map(path -> send(path, slackHeaders(secret, now(), CHALLENGE), CHALLENGE).statusCode())
            .toList();

    // Then
    assertThat(answers).containsOnly(401);
  }

  @Test
  void anIntegrationThatIsSwitchedOffTakesNone() {
    // Given
    ApiCalls.caller()
        .contentType(ContentType.JSON)
        .body("{\"active\":false}")
        .put("/v1/integrations/" + integration.id())
        .then()
        .statusCode(200);
    var path = SLACK + "/" + integration.id();

    // When
    var answer = send(path, slackHeaders(secret, now(), CHALLENGE), CHALLENGE);

    // Then
    answer.then().statusCode(401);
  }

  @Test
  void anIntegrationWithoutASecretTakesNone() {
    // Given
    var without = ApiCalls.integration("slack");
    var headers = slackHeaders("undefined", now(), CHALLENGE);

    // When
    var answer = send(SLACK + "/" + without.id(), headers, CHALLENGE);

    // Then
    answer.then().statusCode(401);
  }

  @Test
  void aSecretOfAnotherProviderDoesNotDo() {
    // Given
    var headers = Deliveries.zoomHeaders(secret, now(), CHALLENGE);

    // When
    var answer = send("/v1/providers/zoom/events", headers, CHALLENGE);

    // Then
    answer.then().statusCode(401);
  }

  @Test
  void providersThatSendNothingHaveNoSuchRoute() {
    // Given
    var paths = List.of("/v1/providers/discord/events", "/v1/providers/nobody/events/x");

    // When
    var answers = paths.stream().map(path -> send(path, Map.of(), "{}").statusCode()).toList();

    // Then
    assertThat(answers).containsOnly(404);
  }

  @Test
  void anOversizedBodyIsNotLookedAt() {
    // Given
    var body = "{\"type\":\"" + "x".repeat(100 * 1024) + "\"}";

    // When
    var answer = send(SLACK, slackHeaders(secret, now(), body), body);

    // Then
    answer.then().statusCode(413);
  }

  @Test
  void onlyJsonIsTaken() {
    // Given
    var headers = slackHeaders(secret, now(), CHALLENGE);

    // When
    var answer = given().contentType("text/plain").headers(headers).body(CHALLENGE).post(SLACK);

    // Then
    answer.then().statusCode(415);
  }

  @Test
  void thereIsNothingToRead() {
    // When
    var answer = given().get(SLACK);

    // Then
    answer.then().statusCode(404);
  }

  private interface Forgery {
    Map<String, String> of(String secret);
  }

  private static Instant now() {
    return Instant.now();
  }

  private static Forgery headers(UnaryOperator<Instant> time) {
    return secret -> slackHeaders(secret, time.apply(now()), CHALLENGE);
  }

  private static Forgery without(String header) {
    return secret -> {
      var headers = new HashMap<>(slackHeaders(secret, now(), CHALLENGE));
      headers.remove(header);
      return headers;
    };
  }

  private static Forgery with(String header, UnaryOperator<String> change) {
    return secret -> {
      var headers = new HashMap<>(slackHeaders(secret, now(), CHALLENGE));
      headers.computeIfPresent(header, (name, value) -> change.apply(value));
      return headers;
    };
  }

  private static UnaryOperator<String> plus(long seconds) {
    return value -> Long.toString(Long.parseLong(value) + seconds);
  }
}
