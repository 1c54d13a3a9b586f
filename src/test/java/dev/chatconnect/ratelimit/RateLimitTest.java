package dev.chatconnect.ratelimit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import dev.chatconnect.inbox.Subscribers;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import org.apache.http.conn.params.ConnRoutePNames;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.inbox.Subscribers.browser;
import static dev.chatconnect.inbox.Subscribers.hash;
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
  private static final String VOUCHING = "vouching-secret-key";

  @Inject RedisDataSource redis;

  public static class TinyLimits implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "chat-connect.rate-limit.enabled", "true",
          "chat-connect.rate-limit.global.requests-per-second", "2",
          "chat-connect.rate-limit.configuration.requests-per-second", "4",
          "chat-connect.rate-limit.subscriber.requests-per-second", "3",
          "chat-connect.environments.other.api-keys", "other-secret-key",
          "chat-connect.environments.vouching.api-keys", VOUCHING,
          "chat-connect.environments.vouching.subscriber-hash-required", "true",
          "quarkus.http.proxy.proxy-address-forwarding", "true",
          "quarkus.http.proxy.trusted-proxies", "127.0.0.1");
    }
  }

  @BeforeEach
  void fillTheBuckets() {
    var buckets = redis.key().keys("cc:*rate-limit*");
    if (!buckets.isEmpty()) {
      redis.key().del(buckets.toArray(String[]::new));
    }
  }

  @Test
  void sessionsThatNobodyVouchesForAreLimitedOnTheirOwn() {
    // Given
    Supplier<Response> session = () -> session("dev-secret-key", "ann", "");

    // When
    var refused = refusalOf(session);

    // Then
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
  void aStrangerWithoutAHashKeepsNobodyOut() {
    // Given
    var refused = refusalOf(() -> session(VOUCHING, "ann", "0".repeat(64)));

    // When
    var ann = session(VOUCHING, "ann", hash(VOUCHING, "ann"));

    // Then
    refused.then().statusCode(429).header("Retry-After", "1");
    assertThat(refused.header("RateLimit-Policy")).contains("category=\"session\"");
    ann.then().statusCode(201);
    assertThat(ann.header("RateLimit-Policy")).contains("category=\"subscriber\"");
  }

  @Test
  void aWrongHashIsRefusedBeforeTheLimit() {
    // Given
    var wrong = "0".repeat(64);

    // When
    var refused = session(VOUCHING, "ann", wrong);

    // Then
    refused
        .then()
        .statusCode(400)
        .header("RateLimit-Limit", "10")
        .body("message", equalTo("Please provide a valid HMAC hash"));
  }

  @Test
  void whatOneSubscriberIsVouchedForIsCountedForNoOther() {
    // Given
    var refused = refusalOf(() -> session(VOUCHING, "ann", hash(VOUCHING, "ann")));

    // When
    var bob = session(VOUCHING, "bob", hash(VOUCHING, "bob"));

    // Then
    refused.then().statusCode(429).header("RateLimit-Limit", "15");
    bob.then().statusCode(201);
  }

  @Test
  void oneNetworkOfStrangersDoesNotUseUpWhatIsAnothers() {
    // Given
    var host = new AtomicInteger();
    var refused = refusalOf(() -> strangerFrom("2001:db8::" + host.incrementAndGet()));

    // When
    var neighbour = strangerFrom("2001:db8:0:1::1");

    // Then
    refused.then().statusCode(429);
    neighbour.then().statusCode(201);
    strangerFrom("203.0.113.7").then().statusCode(201);
  }

  @Test
  void anAddressThatNoTrustedProxyTellsIsNotBelieved() {
    // Given
    var host = new AtomicInteger();

    // When
    var refused =
        refusalOf(
            () ->
                given()
                    .config(connectingFrom("127.0.0.2"))
                    .header("X-Forwarded-For", "203.0.113." + host.incrementAndGet())
                    .contentType("application/json")
                    .body(Map.of("applicationIdentifier", application(), "subscriber", "ann"))
                    .post(Subscribers.SESSION));

    // Then
    refused.then().statusCode(429);
  }

  @Test
  void everyAnswerToASubscriberTellsTheLimit() {
    // Given
    var token = Subscribers.token("ann");

    // When
    var answer = browser(token).get(Subscribers.CONNECTIONS);

    // Then
    answer
        .then()
        .statusCode(200)
        .header("RateLimit-Limit", "15")
        .header(
            "RateLimit-Policy",
            "15;w=5;burst=16;comment=\"token bucket\";category=\"subscriber\";cost=\"single\";serviceLevel=\"free\"");
  }

  @Test
  void aSubscriberBeyondTheBurstIsRefusedAlone() {
    // Given
    var ann = Subscribers.token("ann");
    var bob = Subscribers.token("bob");

    // When
    var refused = refusalOf(() -> browser(ann).get(Subscribers.CONNECTIONS));

    // Then
    refused
        .then()
        .statusCode(429)
        .header("Retry-After", "1")
        .header("RateLimit-Remaining", "0")
        .header("Access-Control-Allow-Origin", "*")
        .body("message", equalTo("API rate limit exceeded"));
    browser(bob).get(Subscribers.CONNECTIONS).then().statusCode(200);
    get(CONFIGURATION).then().statusCode(200);
    session("dev-secret-key", "ann", "").then().statusCode(201);
  }

  @Test
  void whoeverOnlyClaimsToBeASubscriberDoesNotStopTheRealOne() {
    // Given
    var claimed = Subscribers.token("ann");
    var vouched =
        Subscribers.tokenOf(
            Map.of("subscriber", "ann", "subscriberHash", hash("dev-secret-key", "ann")));
    refusalOf(() -> browser(claimed).get(Subscribers.CONNECTIONS));

    // When
    var answer = browser(vouched).get(Subscribers.CONNECTIONS);

    // Then
    answer.then().statusCode(200);
  }

  @Test
  void aWrongTokenIsNotCounted() {
    // Given
    var wrong = "wrong";

    // When
    var answer = browser(wrong).get(Subscribers.CONNECTIONS);

    // Then
    answer.then().statusCode(401).header("RateLimit-Limit", nullValue());
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

  private static String application() {
    return Subscribers.application("dev-secret-key");
  }

  private static Response session(String apiKey, String subscriberId, String hash) {
    return given()
        .contentType("application/json")
        .body(
            Map.of(
                "applicationIdentifier",
                Subscribers.application(apiKey),
                "subscriber",
                subscriberId,
                "subscriberHash",
                hash))
        .post(Subscribers.SESSION);
  }

  /** A request for a session through the proxy that is trusted. */
  private static Response strangerFrom(String address) {
    return given()
        .header("X-Forwarded-For", address)
        .contentType("application/json")
        .body(Map.of("applicationIdentifier", application(), "subscriber", "ann"))
        .post(Subscribers.SESSION);
  }

  private static RestAssuredConfig connectingFrom(String address) {
    try {
      return RestAssured.config()
          .httpClient(
              HttpClientConfig.httpClientConfig()
                  .setParam(ConnRoutePNames.LOCAL_ADDRESS, InetAddress.getByName(address)));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
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
