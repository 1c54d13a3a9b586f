package dev.chatconnect.inbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.connect.Journeys.unique;
import static dev.chatconnect.inbox.Subscribers.ask;
import static dev.chatconnect.inbox.Subscribers.hash;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

/** {@code POST /v1/inbox/session} where nobody demands a hash. */
@QuarkusTest
class SessionTest {

  @Inject SessionTokens tokens;
  @Inject RedisDataSource redis;

  @Test
  void answersWhatTheReferenceAnswers() {
    // Given
    var application = Subscribers.application("dev-secret-key");

    // When
    var answer =
        ask(
            Map.of(
                "subscriber",
                Map.of("subscriberId", "ann", "firstName", "Ann", "timezone", "Europe/Berlin"),
                "context",
                Map.of("tenant", Map.of("id", "acme", "data", Map.of("a", 1.5)), "app", "jira"),
                "defaultSchedule",
                Map.of("isEnabled", true)));

    // Then
    answer
        .then()
        .statusCode(201)
        .body("$", aMapWithSize(1))
        .body("data", aMapWithSize(8))
        .body("data.applicationIdentifier", equalTo(application))
        .body("data.totalUnreadCount", equalTo(0))
        .body(
            "data.unreadCount",
            equalTo(
                Map.of(
                    "total", 0, "severity", Map.of("high", 0, "medium", 0, "low", 0, "none", 0))))
        .body("data.removeNovuBranding", equalTo(false))
        .body("data.maxSnoozeDurationHours", equalTo(0))
        .body("data.isDevelopmentMode", equalTo(true))
        .body("data.contextKeys", contains("app:jira", "tenant:acme"));
  }

  @Test
  void theTokenSaysWhoseItIsAndThatNobodyVouched() {
    // Given
    var token = Subscribers.token("ann", "acme");

    // When
    var session = tokens.read(token).orElseThrow();

    // Then
    assertThat(session.subscriberId()).isEqualTo("ann");
    assertThat(session.contextKeys()).isEqualTo(List.of("tenant:acme"));
    assertThat(session.subscriberVouched()).isFalse();
    assertThat(session.contextVouched()).isFalse();
  }

  @Test
  void aHashThatNobodyDemandsStillCounts() {
    // Given
    var body =
        Map.<String, Object>of(
            "subscriber",
            "ann",
            "subscriberHash",
            hash("dev-secret-key", "ann"),
            "context",
            Map.of("tenant", "acme"),
            "contextHash",
            hash("dev-secret-key", "{\"tenant\":\"acme\"}"));

    // When
    var session = tokens.read(Subscribers.tokenOf(body)).orElseThrow();

    // Then
    assertThat(session.subscriberVouched()).isTrue();
    assertThat(session.contextVouched()).isTrue();
  }

  @Test
  void aWrongHashThatNobodyDemandsVouchesForNothing() {
    // Given
    var body =
        Map.<String, Object>of(
            "subscriber", "ann", "subscriberHash", hash("dev-secret-key", "bob"));

    // When
    var session = tokens.read(Subscribers.tokenOf(body)).orElseThrow();

    // Then
    assertThat(session.subscriberVouched()).isFalse();
  }

  @Test
  void theOldFormOfTheSubscriberIsTakenToo() {
    // Given
    var subscriber = unique("old");

    // When
    var session =
        tokens.read(Subscribers.tokenOf(Map.of("subscriberId", subscriber))).orElseThrow();

    // Then
    assertThat(session.subscriberId()).isEqualTo(subscriber);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{}; 400; Keyless is not supported in community edition",
        "{'subscriber':'ann'}; 422; A valid application identifier is required when providing"
            + " subscriber information",
        "{'subscriberId':'ann'}; 422; A valid application identifier is required when providing"
            + " subscriber information",
        "{'applicationIdentifier':'APP'}; 422; Subscriber ID is required",
        "{'applicationIdentifier':'APP','subscriber':{'subscriberId':''}}; 422; Subscriber ID is"
            + " required",
        "{'applicationIdentifier':'APP','subscriber':''}; 422; Subscriber ID is required",
        "{'applicationIdentifier':'APP','subscriber':{'firstName':'Ann'}}; 422; Validation Error",
        "{'applicationIdentifier':'APP','subscriber':7}; 422; Validation Error",
        "{'applicationIdentifier':'APP','subscriber':'ann','context':{}}; 422; Validation Error",
        "{'applicationIdentifier':'nobody','subscriber':'ann'}; 400; Please provide a valid"
            + " application identifier",
      },
      quoteCharacter = '~')
  void refusesWhatTheReferenceRefuses(String body, int status, String message) {
    // Given
    var application = Subscribers.application("dev-secret-key");

    // When
    var answer =
        given()
            .contentType("application/json")
            .body(body.replace('\'', '"').replace("APP", application))
            .post(Subscribers.SESSION);

    // Then
    answer.then().statusCode(status).body("message", equalTo(message));
    if (status == 422) {
      assertThat(answer.<Map<String, Object>>path("errors")).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"tenant\":\"acme\"}", " \t{\"tenant\":\"acme\"}", "{\"", "{\"a\":1} ann"})
  void anIdWhoseHashWouldVouchForAContextHasNoSession(String id) {
    // Given
    var vouched = hash("dev-secret-key", id);

    // When
    var answers =
        Stream.of(
                Map.<String, Object>of("subscriber", id, "subscriberHash", vouched),
                Map.<String, Object>of("subscriber", Map.of("subscriberId", id)),
                Map.<String, Object>of("subscriberId", id))
            .map(Subscribers::ask)
            .toList();

    // Then
    assertThat(answers)
        .allSatisfy(
            answer ->
                answer
                    .then()
                    .statusCode(422)
                    .body("message", startsWith("The ID of a subscriber must not look like"))
                    .body("errors", anEmptyMap()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{3F2504E0-4F89-11D3-9A0C-0305E82C3301}", "ann{\"a\":1}", "{}", "[1]"})
  void anIdThatNoContextIsWrittenLikeHasOne(String id) {
    // When
    var answer = Subscribers.ask(Map.of("subscriber", id));

    // Then
    answer.then().statusCode(201);
  }

  @Test
  void aSessionKeepsNoContext() {
    // Given
    var tenant = unique("tenant");
    var context = Map.of("tenant", Map.of("id", tenant, "data", Map.of("name", "Acme")));

    // When
    var answer = Subscribers.ask(Map.of("subscriber", "ann", "context", context));

    // Then
    answer.then().statusCode(201).body("data.contextKeys", contains("tenant:" + tenant));
    assertThat(redis.key().keys("*" + tenant + "*")).isEmpty();
  }

  @Test
  void ignoresTheHeaderOfAnOldSession() {
    // Given
    var body = new HashMap<String, Object>();
    body.put("applicationIdentifier", Subscribers.application("dev-secret-key"));
    body.put("subscriber", "ann");

    // When
    var answer =
        given()
            .header("Authorization", "Bearer stale")
            .contentType("application/json")
            .body(body)
            .post(Subscribers.SESSION);

    // Then
    answer.then().statusCode(201);
  }
}
