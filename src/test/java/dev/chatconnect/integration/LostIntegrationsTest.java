package dev.chatconnect.integration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.LogCapture;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.environment.Tenants;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.connect.Journeys.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

/** An integration that nobody can read keeps nobody from the others of its environment. */
@QuarkusTest
class LostIntegrationsTest {

  private static final String KEY = "dev-secret-key";
  private static final String INTEGRATIONS = "/v1/integrations";
  private static final String CREDENTIALS = "{'clientId':'1.2','secretKey':'app-secret'}";

  @Inject RedisDataSource redis;
  @Inject Environments environments;

  private final Map<String, String> former = new HashMap<>();
  private final String subscriber = unique("subscriber-");
  private ApiCalls.Made lost;
  private ApiCalls.Made whole;

  @BeforeEach
  void makeTwoIntegrationsWithAConnectionEach() {
    lost = ApiCalls.integration("slack", "chat", CREDENTIALS);
    whole = ApiCalls.integration("slack", "chat", CREDENTIALS);
    connect(lost);
    connect(whole);
  }

  /** Other tests read everything that is there. */
  @AfterEach
  void mend() {
    former.forEach(redis.value(String.class)::set);
  }

  @ParameterizedTest
  @ValueSource(strings = {INTEGRATIONS, INTEGRATIONS + "/active"})
  void listsLeaveItOutAndTheLogNamesIt(String route) {
    // Given
    loseKey();
    try (var log = LogCapture.start()) {

      // When
      var answer = ApiCalls.caller().get(route);

      // Then
      answer
          .then()
          .statusCode(200)
          .body("data.identifier", hasItem(whole.identifier()))
          .body("data.identifier", not(hasItem(lost.identifier())));
      assertThat(String.join("\n", log.lines()))
          .containsOnlyOnce("event=integration_unreadable")
          .contains("integration=\"" + lost.id() + "\"")
          .doesNotContain("v1.lost");
    }
  }

  @Test
  void itsConnectionsAreListedWithTheNameThatItHadWhenTheyWereWritten() {
    // Given
    loseKey();

    // When
    var answer = ApiCalls.list(CONNECTIONS, Map.of("subscriberId", subscriber));

    // Then
    answer
        .then()
        .statusCode(200)
        .body("data.integrationIdentifier", contains(whole.identifier(), lost.identifier()));
  }

  @Test
  void aConnectLinkForAnotherIsMadeAndForItselfIsNot() {
    // Given
    loseKey();

    // When
    var forAnother = link(whole);
    var forItself = link(lost);

    // Then
    assertThat(List.of(forAnother, forItself)).containsExactly(201, 503);
  }

  @Test
  void aSessionBeginsInItsEnvironment() {
    // Given
    loseKey();
    var application = Tenants.withKey(environments, KEY).applicationIdentifier();

    // When
    var answer =
        ApiCalls.post(
            "/v1/inbox/session",
            body("{'applicationIdentifier':'%s','subscriber':'ann'}".formatted(application)));

    // Then
    answer.then().statusCode(201);
  }

  private int link(ApiCalls.Made integration) {
    return ApiCalls.post(
            "/v1/connect-links",
            body(
                "{'subscriberId':'%s','integrations':['%s']}"
                    .formatted(subscriber, integration.identifier())))
        .statusCode();
  }

  private void connect(ApiCalls.Made integration) {
    ApiCalls.post(
            CONNECTIONS,
            body(
                "{'integrationIdentifier':'%s','subscriberId':'%s','workspace':{'id':'T1'},'auth':{'accessToken':'xoxb-1'}}"
                    .formatted(integration.identifier(), subscriber)))
        .then()
        .statusCode(201);
  }

  private void loseKey() {
    var key =
        new RedisKeys(Tenants.withKey(environments, KEY).id()).record("integration", lost.id());
    var values = redis.value(String.class);
    var raw = values.get(key);
    var spoilt = raw.replaceAll("\"v1\\.[^.]+\\.", "\"v1.lost.");
    assertThat(spoilt).isNotEqualTo(raw);
    former.put(key, raw);
    values.set(key, spoilt);
  }
}
