package dev.chatconnect.connectpage;

import jakarta.inject.Inject;

import dev.chatconnect.connect.RedisAwayTest;
import dev.chatconnect.redis.StoppableRedis;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.query;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.unique;
import static org.assertj.core.api.Assertions.assertThat;

/** A journey of the page whose last write Redis did not confirm. */
@QuarkusTest
@TestProfile(RedisAwayTest.OwnRedis.class)
@QuarkusTestResource(value = StoppableRedis.class, restrictToAnnotatedClass = true)
class UnconfirmedStepTest {

  @Inject RedisDataSource redis;

  @AfterEach
  void allowWrites() {
    redis.execute("ACL", "SETUSER", "default", "+@all");
  }

  @Test
  void theVisitorIsAskedToLookFirst() {
    // Given
    var integration = slackIntegration();
    var visitor = Visitor.of(unique("subscriber-"), integration);
    var state = visitor.begin("connect", integration);
    redis.execute("ACL", "SETUSER", "default", "-zadd");

    // When
    var back = visitor.comeBack(state, "code=" + code("variant-a", unique("T"), unique("U")));

    // Then
    var address = back.header("Location");
    assertThat(query(address)).containsEntry("error", "store-unavailable");
    assertThat(visitor.follow(address).asString())
        .contains("role=\"alert\"", "could not confirm that", "look before you try again");
  }
}
