package dev.chatconnect.event;

import java.time.Duration;
import java.util.List;

import com.github.tomakehurst.wiremock.client.WireMock;
import dev.chatconnect.ApiCalls;
import dev.chatconnect.connect.RedisAwayTest;
import dev.chatconnect.event.Receiver.Received;
import dev.chatconnect.redis.StoppableRedis;
import io.quarkiverse.wiremock.devservice.ConnectWireMock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.connect.Journeys.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Redis goes away between two attempts and comes back; the retry is made all the same. */
@QuarkusTest
@ConnectWireMock
@TestProfile(RedisAwayTest.OwnRedis.class)
@QuarkusTestResource(value = StoppableRedis.class, restrictToAnnotatedClass = true)
class DeliveryWithoutRedisTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String KEY = "hooked-secret-key";

  StoppableRedis redis;
  WireMock wiremock;

  private final String subscriber = unique("subscriber");

  @Test
  void aRetryIsMadeWhenRedisIsBack() {
    // Given
    var receiver = new Receiver(wiremock, "/hooks/main");
    receiver.answers(subscriber, 500);
    connect();
    var first = untilReceived(receiver, 1).get(0);

    // When
    redis.down();
    receiver.answers(subscriber, 200);
    redis.up();

    // Then
    var second = untilReceived(receiver, 2).get(1);
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.isSignedWith("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")).isTrue();
  }

  private void connect() {
    post(
        "/v1/integrations",
        "{'active':true,'providerId':'slack','channel':'chat',"
            + "'identifier':'slack','credentials':{'clientId':'1.2','secretKey':'s'}}");
    post(
        "/v1/channel-connections",
        "{'integrationIdentifier':'slack','subscriberId':'%s','workspace':{'id':'T1'},"
                .formatted(subscriber)
            + "'auth':{'accessToken':'xoxb-1'}}");
  }

  private static void post(String path, String body) {
    ApiCalls.caller(KEY)
        .contentType(ContentType.JSON)
        .body(body(body).toString())
        .post(path)
        .then()
        .statusCode(201);
  }

  private List<Received> untilReceived(Receiver receiver, int count) {
    return await()
        .atMost(PATIENCE)
        .until(() -> receiver.received(subscriber), received -> received.size() >= count);
  }
}
