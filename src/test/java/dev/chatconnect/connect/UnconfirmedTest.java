package dev.chatconnect.connect;

import java.util.Optional;

import jakarta.inject.Inject;

import dev.chatconnect.provider.telegram.Telegram;
import dev.chatconnect.redis.StoppableRedis;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

/** A journey whose last write Redis did not confirm: nobody is told that nothing was written. */
@QuarkusTest
@TestProfile(RedisAwayTest.OwnRedis.class)
@QuarkusTestResource(value = StoppableRedis.class, restrictToAnnotatedClass = true)
class UnconfirmedTest {

  @Inject RedisDataSource redis;

  private final String subscriber = unique("subscriber-");
  private final String code = code("variant-a", unique("T"), unique("U"));

  @AfterEach
  void allowWrites() {
    redis.execute("ACL", "SETUSER", "default", "+@all");
  }

  @Test
  void thePageAsksToLookBeforeStartingAgain() {
    // Given
    var state = state(Journeys.of(slackIntegration(), subscriber));
    breakWrites();

    // When
    var page = callback(state, code);

    // Then
    page.then()
        .statusCode(503)
        .body(containsString("We could not confirm it"))
        .body(containsString("look whether it worked before you start again"))
        .body(not(containsString("Nothing was connected")));
  }

  @Test
  void soDoesTheChat() {
    // Given
    var telegram = Telegram.bot();
    var start = telegram.code(subscriber);
    breakWrites();

    // When
    telegram.send(Telegram.message(Telegram.chat(), "/start " + start)).then().statusCode(200);

    // Then
    assertThat(telegram.sentences())
        .singleElement()
        .asString()
        .contains("could not confirm", "look in the application before you start again")
        .doesNotContain("nothing was linked");
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorCode.class,
      names = {"STORE_UNAVAILABLE", "REPLICAS_BEHIND"})
  void aWriteThatWasNotConfirmedMayHaveBeenMade(ErrorCode problem) {
    // When
    var failure = failure(Optional.of(States.connecting()), problem.with());

    // Then
    assertThat(failure.unconfirmed()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorCode.class,
      names = {"STORE_UNAVAILABLE", "REPLICAS_BEHIND"})
  void beforeTheJourneyIsKnownNothingIsWritten(ErrorCode problem) {
    // When
    var failure = failure(Optional.empty(), problem.with());

    // Then
    assertThat(failure.unconfirmed()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorCode.class,
      names = {"WRITE_CONTENTION", "JOURNEY_CANCELLED", "CALLBACKS_TOO_MANY"})
  void nothingIsWrittenWhereTheServiceKnows(ErrorCode problem) {
    // When
    var failure = failure(Optional.of(States.connecting()), problem.with());

    // Then
    assertThat(failure.unconfirmed()).isFalse();
  }

  private static JourneyOutcome.Failure failure(
      Optional<AuthorizationState> journey, ApiException problem) {
    return new JourneyOutcome.Failure(journey, problem, problem.code().slug(), Optional.empty());
  }

  /** States can be taken, and what comes of them can be written by halves. */
  private void breakWrites() {
    redis.execute("ACL", "SETUSER", "default", "-zadd");
  }
}
