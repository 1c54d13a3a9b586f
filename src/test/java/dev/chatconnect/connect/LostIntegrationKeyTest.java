package dev.chatconnect.connect;

import java.util.HashMap;
import java.util.Map;

import jakarta.inject.Inject;

import dev.chatconnect.LogCapture;
import dev.chatconnect.provider.slack.StandIn;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.connect.Journeys.askForConnectUrl;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** Journeys of an integration whose credentials are under a key that is gone. */
@QuarkusTest
class LostIntegrationKeyTest {

  private static final String PROBLEM = "application/problem+json";
  private static final String TYPE = "urn:chat-connect:error:secret-unreadable";

  @Inject RedisDataSource redis;

  private final Map<String, String> before = new HashMap<>();
  private final String subscriber = unique("subscriber-");
  private final String code = code("variant-a", unique("T"), unique("U"));
  private String integration = "";

  @BeforeEach
  void makeAnIntegration() {
    integration = slackIntegration();
  }

  /** Other tests read everything that is there. */
  @AfterEach
  void mend() {
    before.forEach(redis.value(String.class)::set);
  }

  @Test
  void thereAreNoUrlsThoughOneWasMadeBefore() {
    // Given
    var request = Journeys.of(integration, subscriber);
    askForConnectUrl(request).then().statusCode(201);
    loseKey();

    // When
    var answer = askForConnectUrl(request);

    // Then
    answer.then().statusCode(503).body("message", containsString("encryption keys"));
  }

  @Test
  void aCallbackSaysItIsTheServiceAndExchangesNothing() {
    // Given
    var state = state(Journeys.of(integration, subscriber));
    loseKey();
    try (var log = LogCapture.start()) {

      // When
      var answer =
          given().accept(PROBLEM).get(Journeys.CALLBACK + "?code=" + code + "&state=" + state);

      // Then
      answer.then().statusCode(503).body("type", equalTo(TYPE));
      assertThat(String.join("\n", log.lines()))
          .containsOnlyOnce("event=secret_unreadable")
          .contains("key=lost")
          .contains("reason=secret-unreadable")
          .doesNotContain("event=journey_broke");
      assertThat(StandIn.exchangesOf(code)).isEmpty();
    }
  }

  @Test
  void theUserReadsOfAnOutage() {
    // Given
    var state = state(Journeys.of(integration, subscriber));
    loseKey();

    // When
    var answer = Journeys.callback(state, code);

    // Then
    answer.then().statusCode(503);
    assertThat(answer.asString()).contains("outage").doesNotContain("encryption");
  }

  private void loseKey() {
    var values = redis.value(String.class);
    for (var key : redis.key().keys("cc:{*}:integration:*")) {
      var raw = values.get(key);
      if (raw.contains(integration)) {
        before.put(key, raw);
        values.set(key, raw.replaceAll("\"v1\\.[^.]+\\.", "\"v1.lost."));
      }
    }
    assertThat(before).hasSize(1);
  }
}
