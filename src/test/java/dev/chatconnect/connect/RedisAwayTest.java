package dev.chatconnect.connect;

import java.time.Duration;
import java.util.List;

import dev.chatconnect.provider.slack.StandIn;
import dev.chatconnect.redis.StoppableRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.get;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

/** The database goes away and comes back; the service stays. */
@QuarkusTest
@TestProfile(RedisAwayTest.OwnRedis.class)
@QuarkusTestResource(value = StoppableRedis.class, restrictToAnnotatedClass = true)
public class RedisAwayTest {

  /** An application of its own, whose Redis nobody else uses. */
  public static class OwnRedis implements QuarkusTestProfile {}

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  StoppableRedis redis;

  private final String subscriber = unique("subscriber-");
  private final String code = code("variant-a", unique("T"), unique("U"));
  private String state;
  private boolean away;

  @BeforeEach
  void startJourneyAndStopRedis() {
    state = state(Journeys.of(slackIntegration(), subscriber));
    redis.down();
    away = true;
  }

  @AfterEach
  void startRedis() {
    if (away) {
      back();
    }
  }

  @Test
  void theApiIsUnavailableForAMomentAndSaysSo() {
    // When
    var answer = get("/v1/channel-connections?subscriberId={s}", subscriber);

    // Then
    answer
        .then()
        .statusCode(503)
        .header("Retry-After", "2")
        .contentType("application/json")
        .body("error", equalTo("Service Unavailable"))
        .body("statusCode", equalTo(503))
        .body("message", equalTo("The service cannot reach its database. Try again in a moment."));
  }

  @Test
  void theCallbackAnswersAPageAndAsksTheProviderNothing() {
    // When
    var page = callback(state, code);

    // Then
    page.then()
        .statusCode(503)
        .header("Retry-After", "2")
        .contentType("text/html")
        .body(containsString("We have a short outage"))
        .body(containsString("Wait a moment, then try again"));
    assertThat(StandIn.exchangesOf(code)).isEmpty();
  }

  @Test
  void theServiceIsAliveButNotReady() {
    // When
    var health = List.of(given().get("/q/health/live"), given().get("/q/health/ready"));

    // Then
    health.get(0).then().statusCode(200).body("status", equalTo("UP"));
    health.get(1).then().statusCode(503).body("status", equalTo("DOWN"));
  }

  @Test
  void theJourneyGoesOnWhenRedisIsBack() {
    // Given
    callback(state, code).then().statusCode(503);

    // When
    back();

    // Then
    callback(state, code).then().statusCode(200);
    get("/v1/channel-connections?subscriberId={s}", subscriber)
        .then()
        .statusCode(200)
        .body("data", hasSize(1));
    given().get("/q/health/ready").then().statusCode(200);
    assertThat(StandIn.exchangesOf(code)).hasSize(1);
  }

  private void back() {
    redis.up();
    away = false;
    await()
        .atMost(PATIENCE)
        .until(() -> get("/v1/channel-connections?subscriberId=x").statusCode() == 200);
  }
}
