package dev.chatconnect.redis;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.connect.Journeys;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.connect.Journeys.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;

/** How often the most frequent requests wait for Redis. */
@QuarkusTest
class RoundTripsTest {

  private static final int REQUESTS = 20;

  /** Once in a while the service asks Redis on its own account. */
  private static final int OTHERS = REQUESTS / 2;

  /** Connections, several times those of one page. */
  private static final int MANY = 1_000;

  @Inject MeterRegistry registry;

  private final String subscriber = unique("subscriber-");
  private final String connection = unique("connection-");
  private String integration;

  @BeforeEach
  void connect() {
    integration = ApiCalls.integration("slack").identifier();
    create(Map.of("identifier", connection, "subscriberId", subscriber));
  }

  @Test
  void aPageTakesTwo() {
    // When
    var taken =
        during(
            () ->
                ApiCalls.list(CONNECTIONS, Map.of("subscriberId", subscriber))
                    .then()
                    .statusCode(200));

    // Then
    assertThat(taken).isBetween(2L * REQUESTS, 2L * REQUESTS + OTHERS);
  }

  @Test
  void aPageOfSeveralIntegrationsTakesTwoAsWell() {
    // Given
    for (var i = 0; i < 3; i++) {
      integration = ApiCalls.integration("slack").identifier();
      create(Map.of("subscriberId", subscriber));
    }

    // When
    var taken =
        during(
            () ->
                ApiCalls.list(CONNECTIONS, Map.of("subscriberId", subscriber))
                    .then()
                    .statusCode(200)
                    .body("data", hasSize(4)));

    // Then
    assertThat(taken).isBetween(2L * REQUESTS, 2L * REQUESTS + OTHERS);
  }

  @Test
  void aTokenThatIsGoodTakesOne() {
    // When
    var taken =
        during(
            () ->
                ApiCalls.caller()
                    .post(CONNECTIONS + "/{id}/token", connection)
                    .then()
                    .statusCode(200));

    // Then
    assertThat(taken).isBetween((long) REQUESTS, (long) REQUESTS + OTHERS);
  }

  @Test
  void aNewConnectionTakesTwo() {
    // When
    var taken = during(() -> create(Map.of("subscriberId", unique("new-"))));

    // Then
    assertThat(taken).isBetween(2L * REQUESTS, 2L * REQUESTS + OTHERS);
  }

  @Test
  void aRemovalTakesNoMoreWhereItsIntegrationHasManyOthers() {
    // Given
    integration = ApiCalls.integration("slack").identifier();
    var alone = removal();
    integration = ApiCalls.integration("slack").identifier();
    importMany();

    // When
    var among = removal();

    // Then
    assertThat(among).isLessThan(alone + OTHERS);
  }

  @Test
  void aUrlTakesOneOnceItsIntegrationWasReadBefore() {
    // Given
    var slack = Journeys.slackIntegration();
    makeUrl(slack);

    // When
    var taken = during(() -> makeUrl(slack));

    // Then
    assertThat(taken).isBetween((long) REQUESTS, (long) REQUESTS + OTHERS);
  }

  @Test
  void aJourneyTakesThreeWithItsUrlOnceItsIntegrationWasReadBefore() {
    // Given
    var slack = Journeys.slackIntegration();
    connectBy(slack);

    // When
    var taken = during(() -> connectBy(slack));

    // Then
    assertThat(taken).isBetween(3L * REQUESTS, 3L * REQUESTS + OTHERS);
  }

  private static void connectBy(String slack) {
    var state = Journeys.state(Journeys.of(slack, unique("new-")));
    Journeys.callback(state, Journeys.code("variant-a", unique("T"), unique("U")))
        .then()
        .statusCode(200);
  }

  private void makeUrl(String slack) {
    Journeys.askForConnectUrl(Journeys.of(slack, subscriber)).then().statusCode(201);
  }

  private long during(Runnable request) {
    var before = count();
    for (var i = 0; i < REQUESTS; i++) {
      request.run();
    }
    return count() - before;
  }

  private long count() {
    return registry.find("chat.connect.redis.operations").timers().stream()
        .mapToLong(Timer::count)
        .sum();
  }

  /** How often one removal asks Redis. */
  private long removal() {
    var identifier = unique("removed-");
    create(Map.of("identifier", identifier, "subscriberId", identifier));
    var before = count();
    ApiCalls.caller().delete(CONNECTIONS + "/{id}", identifier).then().statusCode(204);
    return count() - before;
  }

  private void importMany() {
    var lines =
        IntStream.range(0, MANY)
            .mapToObj(i -> unique("many-"))
            .map(
                id ->
                    """
                    {"identifier":"%s","integrationIdentifier":"%s","subscriberId":"%1$s","workspace":{"id":"%1$s"},"auth":{"accessToken":"xoxb-1"}}
                    """
                        .formatted(id, integration))
            .collect(Collectors.joining());
    ApiCalls.caller()
        .contentType("application/octet-stream")
        .body(lines.getBytes(StandardCharsets.UTF_8))
        .post("/v1/transfer")
        .then()
        .statusCode(200)
        .body(containsString("\"failed\":0"));
  }

  private void create(Map<String, String> fields) {
    var request =
        body(
            "{'integrationIdentifier':'%s','workspace':{'id':'T1'},'auth':{'accessToken':'xoxb-1'}}"
                .formatted(integration));
    fields.forEach(request::put);
    ApiCalls.post(CONNECTIONS, request).then().statusCode(201);
  }
}
