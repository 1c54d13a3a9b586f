package dev.chatconnect.idempotency;

import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.idempotency.Calls.ROOT;
import static dev.chatconnect.idempotency.Calls.body;
import static dev.chatconnect.idempotency.Calls.caller;
import static dev.chatconnect.idempotency.Calls.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
class IdempotencyTest {

  private static final String LINK = "https://docs.novu.co/additional-resources/idempotency";

  @Inject Probe probe;

  private final String id = UUID.randomUUID().toString();
  private final String key = "key-" + id;

  @Test
  void repetitionGetsTheFirstAnswerWithoutRunning() {
    // Given
    var first = post("", key, body(id));

    // When
    var second = post("", key, body(id));

    // Then
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.header("Idempotency-Key")).isEqualTo(key);
    assertThat(first.header("Idempotency-Replay")).isNull();
    assertReplayed(first, second);
    assertThat(second.header("Idempotency-Key")).isEqualTo(key);
    assertThat(probe.runs(id)).isEqualTo(1);
  }

  @Test
  void answerUnderAKeyIsThatOfACallWithoutOne() {
    // Given
    var plain =
        given()
            .header("Authorization", "ApiKey dev-secret-key")
            .contentType("application/json")
            .body(body(id))
            .post(ROOT);

    // When
    var keyed = post("", key, body(id));

    // Then
    assertThat(keyed.contentType()).isEqualTo(plain.contentType());
    assertThat(keyed.jsonPath().getMap("data").keySet())
        .isEqualTo(plain.jsonPath().getMap("data").keySet());
    assertThat(plain.header("Idempotency-Key")).isNull();
  }

  @Test
  void severalFieldsAreOneKey() {
    // Given
    var first = caller(key).header("Idempotency-Key", "a").body(body(id)).post(ROOT);

    // When
    var other = caller(key).header("Idempotency-Key", "b").body(body(id)).post(ROOT);

    // Then
    assertThat(first.header("Idempotency-Key")).isEqualTo(key + ",a");
    assertThat(other.header("Idempotency-Key")).isEqualTo(key + ",b");
    assertThat(other.statusCode()).isEqualTo(first.statusCode());
    assertThat(other.header("Idempotency-Replay")).isNull();
    assertThat(probe.runs(id)).isEqualTo(2);
  }

  @Test
  void patchIsReplayedToo() {
    // Given
    var first = caller(key).body(body(id)).patch(ROOT);

    // When
    var second = caller(key).body(body(id)).patch(ROOT);

    // Then
    assertReplayed(first, second);
    assertThat(probe.runs(id)).isEqualTo(1);
  }

  @Test
  void emptyAnswerIsReplayedWithoutContentType() {
    // Given
    var first = caller(key).post(ROOT + "/empty/" + id);

    // When
    var second = caller(key).post(ROOT + "/empty/" + id);

    // Then
    assertThat(first.statusCode()).isEqualTo(204);
    assertReplayed(first, second);
    assertThat(second.header("Content-Type")).isNull();
    assertThat(probe.runs(id)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"/conflict, 409", "/validated, 422"})
  void callersErrorIsReplayed(String route, int status) {
    // Given
    var first = post(route, key, body(id));

    // When
    var second = post(route, key, body(id));

    // Then
    assertThat(first.statusCode()).isEqualTo(status);
    assertThat(first.header("Idempotency-Key")).isEqualTo(key);
    assertReplayed(first, second);
    assertThat(probe.runs(id)).isEqualTo(1);
  }

  @Test
  void problemJsonIsReplayedAsSuch() {
    // Given
    var first =
        caller(key)
            .accept("application/problem+json, application/json")
            .body(body(id))
            .post(ROOT + "/conflict");

    // When
    var second =
        caller(key)
            .accept("application/problem+json, application/json")
            .body(body(id))
            .post(ROOT + "/conflict");

    // Then
    assertThat(first.contentType()).startsWith("application/problem+json");
    assertReplayed(first, second);
  }

  @Test
  void malformedJsonIsReplayed() {
    // Given
    var first = post("", key, "{\"id\":");

    // When
    var second = post("", key, "{\"id\":");

    // Then
    assertThat(first.statusCode()).isEqualTo(400);
    assertReplayed(first, second);
  }

  @ParameterizedTest
  @CsvSource({"/crashes-first, 500", "/unavailable-first, 503"})
  void servicesErrorIsNotKept(String route, int status) {
    // Given
    var first = post(route, key, body(id));

    // When
    var second = post(route, key, body(id));

    // Then
    assertThat(first.statusCode()).isEqualTo(status);
    assertThat(first.header("Idempotency-Key")).isEqualTo(key);
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.header("Idempotency-Replay")).isNull();
    assertThat(probe.runs(id)).isEqualTo(2);
  }

  @Test
  void hugeAnswerIsGivenButNotKept() {
    // Given
    var first = post("/large", key, body(id));

    // When
    var second = post("/large", key, body(id));

    // Then
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(second.asString()).isEqualTo(first.asString());
    assertThat(second.header("Idempotency-Replay")).isNull();
    assertThat(probe.runs(id)).isEqualTo(2);
  }

  @Test
  void otherBodyUnderTheSameKeyIsRefused() {
    // Given
    post("", key, body(id));

    // When
    var second = post("", key, body("other-" + id));

    // Then
    second
        .then()
        .statusCode(422)
        .header("Idempotency-Key", key)
        .header("Link", LINK)
        .header("Idempotency-Replay", nullValue())
        .body(
            "message",
            equalTo("Request with key \"" + key + "\" is being reused for a different body"))
        .body("errors", anEmptyMap());
    assertThat(probe.runs("other-" + id)).isZero();
  }

  @Test
  void sameJsonInOtherSpellingIsTheSameBody() {
    // Given
    var first = post("", key, "{\"id\":\"" + id + "\",\"a\":{\"b\":1,\"c\":[1,2]}}");

    // When
    var second = post("", key, "{ \"a\" : { \"c\":[1, 2], \"b\":1 },\n \"id\" : \"" + id + "\" }");

    // Then
    assertReplayed(first, second);
  }

  @Test
  void quotedKeyIsTheSameKey() {
    // Given
    var first = post("", key, body(id));

    // When
    var second = post("", '"' + key + '"', body(id));

    // Then
    assertReplayed(first, second);
  }

  @Test
  void keyIsScopedByPathAndMethod() {
    // Given
    post("", key, body(id));
    post("/other", key, body(id));

    // When
    var patched = caller(key).body(body(id)).patch(ROOT);

    // Then
    assertThat(patched.header("Idempotency-Replay")).isNull();
    assertThat(probe.runs(id)).isEqualTo(3);
  }

  @Test
  void tooLongKeyIsRefusedAndNotKept() {
    // Given
    var longKey = id + "x".repeat(256 - id.length());

    // When
    var answer = post("", longKey, body(id));

    // Then
    answer
        .then()
        .statusCode(400)
        .header("Idempotency-Replay", nullValue())
        .body(
            "message",
            equalTo(
                "idempotencyKey \""
                    + longKey
                    + "\" has exceeded the maximum allowed length of 255 characters"));
    assertThat(post("", longKey, body(id)).header("Idempotency-Replay")).isNull();
    assertThat(probe.runs(id)).isZero();
  }

  @Test
  void keyOfFullLengthIsTaken() {
    // Given
    var longKey = id + "x".repeat(255 - id.length());

    // When
    var answer = post("", '"' + longKey + '"', body(id));

    // Then
    assertThat(answer.statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"\""})
  void emptyKeyIsNoKey(String empty) {
    // Given
    post("", empty, body(id));

    // When
    var second = post("", empty, body(id));

    // Then
    assertThat(second.header("Idempotency-Replay")).isNull();
    assertThat(probe.runs(id)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"GET, 200", "PUT, 200", "DELETE, 204"})
  void otherMethodsIgnoreTheKey(String method, int status) {
    // Given
    var first = caller(key).body(body(id)).request(method, ROOT);

    // When
    var second = caller(key).body(body(id)).request(method, ROOT);

    // Then
    assertThat(first.statusCode()).isEqualTo(status);
    assertThat(second.header("Idempotency-Key")).isNull();
    assertThat(second.header("Idempotency-Replay")).isNull();
  }

  @Test
  void largeBodyReachesTheRoute() {
    // Given
    var padded = "{\"id\":\"" + id + "\",\"pad\":\"" + "x".repeat(90_000) + "\"}";

    // When
    var answer = post("", key, padded);

    // Then
    answer.then().statusCode(201).body("data.id", equalTo(id));
  }

  @Test
  void refusedCallerLeavesTheKeyFree() {
    // Given
    given()
        .header("Authorization", "ApiKey wrong-" + id)
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(body(id))
        .post(ROOT)
        .then()
        .statusCode(401);

    // When
    var answer = post("", key, body(id));

    // Then
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.header("Idempotency-Replay")).isNull();
  }

  @Test
  void callWithoutApiKeyIsOutsideTheLayer() {
    // Given
    var anonymous =
        given().header("Idempotency-Key", key).contentType("application/json").body(body(id));
    anonymous.post(ROOT + "/public").then().statusCode(201);

    // When
    var second = anonymous.post(ROOT + "/public");

    // Then
    second.then().statusCode(201).header("Idempotency-Key", nullValue());
    assertThat(probe.runs(id)).isEqualTo(2);
  }

  @Test
  void inboxIsOutsideTheLayer() {
    // Given
    var first = caller(key).post("/v1/inbox/test-idempotency");

    // When
    var second = caller(key).post("/v1/inbox/test-idempotency");

    // Then
    assertThat(second.asString()).isNotEqualTo(first.asString());
    assertThat(second.header("Idempotency-Key")).isNull();
  }

  @Test
  void unknownRouteIsOutsideTheLayer() {
    // Given
    post("/no/such/route", key, body(id));

    // When
    var second = post("/no/such/route", key, body(id));

    // Then
    assertThat(second.statusCode()).isEqualTo(404);
    assertThat(second.header("Idempotency-Key")).isNull();
  }

  private static void assertReplayed(Response first, Response second) {
    assertThat(second.statusCode()).isEqualTo(first.statusCode());
    assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
    assertThat(second.contentType()).isEqualTo(first.contentType());
    assertThat(second.header("Idempotency-Replay")).isEqualTo("true");
  }
}
