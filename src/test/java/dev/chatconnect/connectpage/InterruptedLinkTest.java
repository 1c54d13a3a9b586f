package dev.chatconnect.connectpage;

import java.util.Map;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.chatconnect.redis.StoppableRedis;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.connect.Journeys.unique;
import static dev.chatconnect.connectpage.Visitor.askForLink;
import static dev.chatconnect.connectpage.Visitor.browser;
import static dev.chatconnect.connectpage.Visitor.link;
import static org.assertj.core.api.Assertions.assertThat;

/** Redis refuses one step of making or opening a link, where it took those before. */
@QuarkusTest
@TestProfile(InterruptedLinkTest.RoomForOne.class)
@QuarkusTestResource(value = StoppableRedis.class, restrictToAnnotatedClass = true)
class InterruptedLinkTest {

  /** An environment that may have one unopened link, in a Redis of its own. */
  public static class RoomForOne implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("chat-connect.connect-links.max-live", "1");
    }
  }

  @Inject RedisDataSource redis;

  private final Map<String, String> visit = Map.of("subscriberId", unique("subscriber-"));

  @AfterEach
  void allowAllAndForgetAll() {
    restrict("allkeys", "+@all");
    redis.execute("FLUSHDB");
  }

  @Test
  void aLinkThatCouldNotBeKeptTakesNoRoom() {
    // Given
    restrict("resetkeys", "~cc:{*");
    askForLink(visit).then().statusCode(503);
    restrict("allkeys");

    // When
    var answer = askForLink(visit);

    // Then
    answer.then().statusCode(201);
  }

  @Test
  void aLinkThatIsKeptTakesRoomUntilItIsOpened() {
    // Given
    var link = link(visit);
    askForLink(visit).then().statusCode(429);

    // When
    var opened = browser().post(link);

    // Then
    opened.then().statusCode(303);
    askForLink(visit).then().statusCode(201);
  }

  @Test
  void aLinkWhoseSessionCouldNotBeKeptCanBeOpenedAgain() {
    // Given
    var link = link(visit);
    restrict("-set");
    browser().post(link).then().statusCode(503);
    restrict("+set");

    // When
    var opened = browser().post(link);

    // Then
    opened.then().statusCode(303);
    assertThat(sessions()).isOne();
  }

  @Test
  void aLinkThatCouldNotBeTakenLeavesNoSession() {
    // Given
    var link = link(visit);
    restrict("-getdel");

    // When
    var refused = browser().post(link);

    // Then
    refused.then().statusCode(503);
    assertThat(refused.cookies()).isEmpty();
    assertThat(sessions()).isZero();
    restrict("+getdel");
    browser().post(link).then().statusCode(303);
  }

  @Test
  void thePageWhoseAnswerGotLostOpensItsLinkAgainAndNobodyElseDoes() {
    // Given
    var link = link(visit);
    var attempt = attempt(link);
    var other = attempt(link);
    open(link, attempt).then().statusCode(303);

    // When
    var again = open(link, attempt);

    // Then
    again.then().statusCode(303);
    assertThat(again.cookies()).containsKey("chat-connect");
    assertThat(attempt).isNotEqualTo(other);
    open(link, other).then().statusCode(404);
    open(link, "").then().statusCode(404);
    browser().post(link).then().statusCode(404);
    browser().get(link).then().statusCode(404);
    askForLink(visit).then().statusCode(201);
  }

  @Test
  void aPageThatOpensItsLinkAgainAndAgainLeavesFewSessions() {
    // Given
    var link = link(visit);
    var attempt = attempt(link);

    // When
    var answers =
        IntStream.range(0, 20).mapToObj(i -> open(link, attempt).statusCode()).distinct().toList();

    // Then
    assertThat(answers).containsExactly(303, 404);
    assertThat(sessions()).isBetween(2, 8);
  }

  @Test
  void aLinkIsForgottenAMinuteAfterItWasTaken() {
    // Given
    var link = link(visit);
    open(link, attempt(link)).then().statusCode(303);

    // When
    var claimed = redis.execute("KEYS", "cc:claimed:*");

    // Then
    assertThat(claimed).hasSize(1);
    var left = redis.execute("TTL", claimed.get(0).toString()).toInteger();
    assertThat(left).isBetween(30, 60);
  }

  @Test
  void ofManyWhoOpenALinkAtOnceOneLeavesASession() {
    // Given
    var link = link(visit);

    // When
    var answers = IntStream.range(0, 20).parallel().mapToObj(i -> browser().post(link)).toList();

    // Then
    assertThat(answers)
        .extracting(Response::statusCode)
        .containsOnly(303, 404)
        .containsOnlyOnce(303);
    assertThat(sessions()).isOne();
  }

  private static String attempt(String link) {
    return browser().get(link).htmlPath().getString("**.find { it.@name == 'attempt' }.@value");
  }

  private static Response open(String link, String attempt) {
    return browser()
        .contentType("application/x-www-form-urlencoded")
        .formParam("attempt", attempt)
        .post(link);
  }

  private void restrict(String... rules) {
    var arguments = new String[rules.length + 2];
    arguments[0] = "SETUSER";
    arguments[1] = "default";
    System.arraycopy(rules, 0, arguments, 2, rules.length);
    redis.execute("ACL", arguments);
  }

  private int sessions() {
    return redis.execute("KEYS", "cc:connect-session:*").size();
  }
}
