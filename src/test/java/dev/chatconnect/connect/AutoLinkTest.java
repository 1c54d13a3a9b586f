package dev.chatconnect.connect;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

/** Connecting a workspace and linking the one who does it, in one journey. */
@QuarkusTest
class AutoLinkTest {

  private final String subscriber = unique("subscriber-");
  private final String other = unique("subscriber-");
  private final String identifier = unique("chconn-");
  private final String workspace = unique("T");
  private final String user = unique("U");
  private String integration;

  @BeforeEach
  void configureSlack() {
    integration = slackIntegration();
  }

  @Test
  void theInstallerBecomesAnEndpointOfTheConnectionInTheSameContext() {
    // When
    var page = connect(subscriber, identifier, user);

    // Then
    page.then().statusCode(200);
    endpoints(subscriber)
        .then()
        .body("data", hasSize(1))
        .body("data[0].type", equalTo("slack_user"))
        .body("data[0].endpoint", equalTo(Map.of("userId", user)))
        .body("data[0].connectionIdentifier", equalTo(identifier))
        .body("data[0].subscriberId", equalTo(subscriber))
        .body("data[0].contextKeys", equalTo(List.of("tenant:acme")));
    get("/v1/channel-connections/{id}", identifier)
        .then()
        .body("data.contextKeys", equalTo(List.of("tenant:acme")));
  }

  @Test
  void connectingAgainLeavesOneEndpoint() {
    // Given
    connect(subscriber, identifier, user).then().statusCode(200);
    var first = endpoints(subscriber);

    // When
    var page = connect(subscriber, identifier, user);

    // Then
    page.then().statusCode(200);
    endpoints(subscriber)
        .then()
        .body("data", hasSize(1))
        .body("data[0].identifier", equalTo(first.path("data[0].identifier")))
        .body("data[0].connectionIdentifier", equalTo(identifier));
  }

  @Test
  void aUserOfAnotherSubscriberIsAConflictAndNothingIsWritten() {
    // Given
    connect(other, unique("chconn-"), user).then().statusCode(200);

    // When
    var page = connect(subscriber, identifier, user);

    // Then
    page.then()
        .statusCode(409)
        .body(containsString("This is already connected"))
        .body(not(containsString(other)));
    get("/v1/channel-connections/{id}", identifier).then().statusCode(404);
    get("/v1/channel-connections?subscriberId={s}", subscriber).then().body("data", hasSize(0));
    endpoints(subscriber).then().body("data", hasSize(0));
    endpoints(other).then().body("data", hasSize(1));
  }

  @Test
  void aConflictLeavesAnExistingConnectionAsItWas() {
    // Given
    connect(subscriber, identifier, unique("U")).then().statusCode(200);
    connect(other, unique("chconn-"), user).then().statusCode(200);
    var before = get("/v1/channel-connections/{id}", identifier).asString();

    // When
    var page = connect(subscriber, identifier, user);

    // Then
    page.then().statusCode(409);
    assertThat(get("/v1/channel-connections/{id}", identifier).asString()).isEqualTo(before);
  }

  @Test
  void withoutTheSwitchNobodyIsLinked() {
    // Given
    var state = state(Journeys.of(integration, subscriber, Map.of("autoLinkUser", false)));

    // When
    var page = callback(state, code("variant-a", workspace, user));

    // Then
    page.then().statusCode(200);
    endpoints(subscriber).then().body("data", hasSize(0));
  }

  @Test
  void withoutASubscriberTheConnectionIsMadeAlone() {
    // Given
    var state =
        state(
            Map.of(
                "integrationIdentifier",
                integration,
                "context",
                Map.of("tenant", unique("acme")),
                "connectionIdentifier",
                identifier,
                "autoLinkUser",
                true));

    // When
    var page = callback(state, code("variant-a", workspace, user));

    // Then
    page.then().statusCode(200);
    get("/v1/channel-connections/{id}", identifier).then().statusCode(200);
    get("/v1/channel-endpoints?connectionIdentifier={c}", identifier)
        .then()
        .body("data", hasSize(0));
  }

  private Response connect(String forWhom, String wanted, String slackUser) {
    var state =
        state(
            Journeys.of(
                integration,
                forWhom,
                Map.of(
                    "connectionIdentifier",
                    wanted,
                    "context",
                    Map.of("tenant", "acme"),
                    "autoLinkUser",
                    true)));
    return callback(state, code("variant-a", workspace, slackUser));
  }

  private static Response endpoints(String subscriber) {
    return get("/v1/channel-endpoints?subscriberId={s}", subscriber);
  }
}
