package dev.chatconnect.ratelimit;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import dev.chatconnect.environment.Environments;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@TestProfile(RateLimitTest.TinyLimits.class)
class RateLimitTest {

  private static final String GLOBAL = "/v1/test-rate-limit";
  private static final String CONFIGURATION = "/v1/channel-connections";

  @Inject RedisDataSource redis;
  @Inject Environments environments;

  public static class TinyLimits implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "chat-connect.rate-limit.enabled", "true",
          "chat-connect.rate-limit.global.requests-per-second", "2",
          "chat-connect.rate-limit.configuration.requests-per-second", "4",
          "chat-connect.environments.other.api-keys", "other-secret-key");
    }
  }

  @BeforeEach
  void fillTheBuckets() {
    for (var environment : environments.all()) {
      for (var category : RatePolicy.Category.values()) {
        redis.key().del(new RedisKeys(environment.id()).record("rate-limit", category.wire()));
      }
    }
  }

  @Test
  void sessionsAreLimitedOnTheirOwn() {
    // Given
    var application = environments.byApiKey("dev-secret-key").orElseThrow().applicationIdentifier();
    Supplier<Response> session =
        () ->
            given()
                .contentType("application/json")
                .body(Map.of("applicationIdentifier", application, "subscriber", "ann"))
                .post("/v1/inbox/session");
    var granted = Stream.generate(session).limit(11).map(Response::statusCode).toList();

    // When
    var refused = session.get();

    // Then
    assertThat(granted).containsOnly(201);
    refused
        .then()
        .statusCode(429)
        .header("Retry-After", "1")
        .header("RateLimit-Remaining", "0")
        .header("Access-Control-Allow-Origin", "*")
        .body("message", equalTo("API rate limit exceeded"));
    get(GLOBAL).then().statusCode(200);
  }

  @Test
  void everyLimitedAnswerTellsTheLimit() {
    // Given
    var path = GLOBAL;

    // When
    var answer = get(path);

    // Then
    answer
        .then()
        .statusCode(200)
        .header("RateLimit-Limit", "10")
        .header("RateLimit-Remaining", "10")
        .header("RateLimit-Reset", "1")
        .header(
            "RateLimit-Policy",
            "10;w=5;burst=11;comment=\"token bucket\";category=\"global\";cost=\"single\";serviceLevel=\"free\"")
        .header("Retry-After", nullValue());
  }

  @Test
  void callerBeyondTheBurstIsRefused() {
    // Given
    Supplier<Response> call = () -> get(GLOBAL);

    // When
    var answer = refusalOf(call);

    // Then
    answer
        .then()
        .statusCode(429)
        .header("Retry-After", "1")
        .header("RateLimit-Limit", "10")
        .header("RateLimit-Remaining", "0")
        .body("statusCode", equalTo(429))
        .body("message", equalTo("API rate limit exceeded"))
        .body("ctx", anEmptyMap());
    assertThat(Integer.parseInt(answer.header("RateLimit-Reset"))).isBetween(5, 6);
  }

  @Test
  void burstIsTheQuotaAndATenth() {
    // Given
    var calls = Stream.generate(() -> get(GLOBAL).statusCode()).limit(11);

    // When
    var statuses = calls.toList();

    // Then
    assertThat(statuses).containsOnly(200);
  }

  @Test
  void refusedCallerIsServedAgainWhenTheBucketFills() {
    // Given
    Supplier<Response> call = () -> get(GLOBAL);

    // When
    var refused = refusalOf(call);

    // Then
    assertThat(refused.statusCode()).isEqualTo(429);
    await()
        .atMost(Duration.ofSeconds(3))
        .untilAsserted(() -> assertThat(get(GLOBAL).statusCode()).isEqualTo(200));
  }

  @Test
  void categoriesHaveBucketsOfTheirOwn() {
    // Given
    exhaust(GLOBAL);

    // When
    var answer = get(CONFIGURATION);

    // Then
    answer.then().statusCode(200).header("RateLimit-Limit", "20");
    assertThat(answer.header("RateLimit-Policy"))
        .startsWith("20;w=5;burst=22;")
        .contains("category=\"configuration\"");
  }

  @Test
  void environmentsHaveBucketsOfTheirOwn() {
    // Given
    exhaust(GLOBAL);

    // When
    var answer = get(GLOBAL, "other-secret-key");

    // Then
    answer.then().statusCode(200);
  }

  @Test
  void callWithoutApiKeyIsNotLimited() {
    // Given
    exhaust(GLOBAL);

    // When
    var answer = given().get(GLOBAL + "/public");

    // Then
    answer.then().statusCode(200).header("RateLimit-Limit", nullValue());
  }

  @Test
  void wrongApiKeyIsNotCounted() {
    // Given
    var wrong = "wrong-" + UUID.randomUUID();

    // When
    var answer = get(GLOBAL, wrong);

    // Then
    answer.then().statusCode(401).header("RateLimit-Limit", nullValue());
  }

  @Test
  void wrongApiKeyOnAPublicRouteIsNoApiKey() {
    // Given
    var wrong = "wrong-" + UUID.randomUUID();

    // When
    var answer = get(GLOBAL + "/public", wrong);

    // Then
    answer.then().header("RateLimit-Limit", nullValue());
    assertThat(answer.statusCode()).isIn(200, 401);
  }

  @Test
  void refusalIsNotKeptUnderAnIdempotencyKey() {
    // Given
    var key = new AtomicReference<String>();
    refusalOf(
        () -> {
          key.set(UUID.randomUUID().toString());
          return post(key.get());
        });

    // When
    await().atMost(Duration.ofSeconds(3)).until(() -> get(GLOBAL).header("Retry-After") == null);

    // Then
    await()
        .atMost(Duration.ofSeconds(3))
        .untilAsserted(() -> assertThat(post(key.get()).statusCode()).isEqualTo(200));
  }

  @Test
  void replayIsLimitedToo() {
    // Given
    var key = UUID.randomUUID().toString();
    post(key);

    // When
    var replayed = post(key);

    // Then
    replayed.then().header("Idempotency-Replay", "true").header("RateLimit-Limit", "10");
  }

  /** The first refusal; the bucket fills while calls go on, so no call is sure to be refused. */
  private static Response refusalOf(Supplier<Response> call) {
    return Stream.generate(call)
        .limit(200)
        .filter(answer -> answer.statusCode() == 429)
        .findFirst()
        .orElseThrow(() -> new AssertionError("none of 200 calls was refused"));
  }

  private void exhaust(String path) {
    assertThat(Stream.generate(() -> get(path).statusCode()).limit(40))
        .as("statuses of more calls than the bucket holds")
        .contains(429);
  }

  private static Response get(String path) {
    return get(path, "dev-secret-key");
  }

  private static Response get(String path, String apiKey) {
    return given().header("Authorization", "ApiKey " + apiKey).get(path);
  }

  private static Response post(String key) {
    return given()
        .header("Authorization", "ApiKey dev-secret-key")
        .header("Idempotency-Key", key)
        .post(GLOBAL);
  }
}
