package dev.chatconnect.connect;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.get;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** One connection per integration, subscriber and context, and one per identifier. */
@QuarkusTest
class ReconnectTest {

  private final String subscriber = unique("subscriber-");
  private final String identifier = unique("chconn-");
  private final String workspace = unique("T");
  private String integration;

  @BeforeEach
  void connect() {
    integration = slackIntegration();
    connect(journey(Map.of("connectionIdentifier", identifier))).then().statusCode(200);
  }

  @Test
  void withoutAnIdentifierTheConnectionKeepsIts() {
    // When
    var page = connect(journey(Map.of()));

    // Then
    page.then().statusCode(200);
    connections().then().body("data", hasSize(1)).body("data[0].identifier", equalTo(identifier));
  }

  @Test
  void withANewIdentifierTheConnectionKeepsItsOwn() {
    // Given
    var wanted = unique("chconn-");

    // When
    var page = connect(journey(Map.of("connectionIdentifier", wanted)));

    // Then
    page.then().statusCode(200);
    connections().then().body("data", hasSize(1)).body("data[0].identifier", equalTo(identifier));
    get("/v1/channel-connections/{id}", wanted).then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"subscriber", "context", "integration", "shared"})
  void anIdentifierThatAnotherOwnerHoldsIsAConflict(String difference) {
    // Given
    var before = get("/v1/channel-connections/{id}", identifier).asString();
    var body = journey(Map.of("connectionIdentifier", identifier));
    switch (difference) {
      case "subscriber" -> body.put("subscriberId", unique("subscriber-"));
      case "context" -> body.put("context", Map.of("tenant", "another"));
      case "integration" -> body.put("integrationIdentifier", slackIntegration());
      default -> body.putAll(Map.of("connectionMode", "shared", "context", Map.of("a", "b")));
    }

    // When
    var page = connect(body);

    // Then
    page.then()
        .statusCode(409)
        .body(containsString("This is already connected"))
        .body(not(containsString(identifier)));
    assertThat(get("/v1/channel-connections/{id}", identifier).asString()).isEqualTo(before);
    connections().then().body("data", hasSize(1));
  }

  @Test
  void anotherContextIsAnotherConnection() {
    // When
    var page = connect(journey(Map.of("context", Map.of("tenant", "another"))));

    // Then
    page.then().statusCode(200);
    connections().then().body("data", hasSize(2));
  }

  @Test
  void aSharedConnectionBelongsToNobodyAndIsFoundAgainByItsContext() {
    // Given
    var context = Map.of("tenant", unique("acme"));
    var body = journey(Map.of("connectionMode", "shared", "context", context));
    var first = unique("chconn-");
    body.put("connectionIdentifier", first);
    connect(body).then().statusCode(200);
    body.remove("connectionIdentifier");
    body.put("subscriberId", unique("subscriber-"));

    // When
    var page = connect(body);

    // Then
    page.then().statusCode(200);
    get("/v1/channel-connections?contextKeys={c}", "tenant:" + context.get("tenant"))
        .then()
        .body("data", hasSize(1))
        .body("data[0].identifier", equalTo(first))
        .body("data[0].subscriberId", nullValue())
        .body("data[0].contextKeys", equalTo(List.of("tenant:" + context.get("tenant"))));
  }

  @Test
  void manyCallbacksOfOneOwnerAtOnceMakeOneConnection() {
    // Given
    var body = journey(Map.of("context", Map.of("tenant", unique("acme")), "autoLinkUser", true));
    var user = unique("U");
    var states = IntStream.range(0, 6).mapToObj(i -> state(body)).toList();

    // When
    var calls =
        states.stream()
            .map(
                state ->
                    CompletableFuture.supplyAsync(
                        () -> callback(state, code("variant-a", workspace, user))))
            .toList();
    var answers = calls.stream().map(CompletableFuture::join).toList();

    // Then
    assertThat(answers).extracting(Response::statusCode).containsOnly(200);
    connections().then().body("data", hasSize(2));
    get("/v1/channel-endpoints?subscriberId={s}", subscriber).then().body("data", hasSize(1));
  }

  private Map<String, Object> journey(Map<String, Object> more) {
    return Journeys.of(integration, subscriber, more);
  }

  private Response connect(Map<String, Object> body) {
    return callback(state(body), code("variant-a", workspace, unique("U")));
  }

  private Response connections() {
    return get("/v1/channel-connections?subscriberId={s}", subscriber);
  }
}
