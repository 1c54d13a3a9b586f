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
import static dev.chatconnect.connect.Journeys.linkState;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

/** Linking a subscriber's own Slack identity. */
@QuarkusTest
class LinkUserTest {

  private final String subscriber = unique("subscriber-");
  private final String connection = unique("chconn-");
  private final String workspace = unique("T");
  private final String user = unique("U");
  private String integration;

  @BeforeEach
  void connectWorkspace() {
    integration = slackIntegration();
    connect("variant-a", workspace, connection);
  }

  @Test
  void aUserOfTheConnectedWorkspaceIsLinkedToTheConnection() {
    // Given
    var state = linkState(link(connection));

    // When
    var page = callback(state, code("variant-c", workspace, user));

    // Then
    page.then().statusCode(200).body(containsString("Your Slack account is linked."));
    endpoints()
        .then()
        .body("data", hasSize(1))
        .body("data[0].type", equalTo("slack_user"))
        .body("data[0].endpoint", equalTo(Map.of("userId", user)))
        .body("data[0].connectionIdentifier", equalTo(connection))
        .body("data[0].contextKeys", equalTo(List.of("tenant:acme")));
  }

  @Test
  void aUserOfAnotherWorkspaceIsTurnedAway() {
    // Given
    var state = linkState(link(connection));

    // When
    var page = callback(state, code("variant-c", unique("T"), user));

    // Then
    page.then().statusCode(403).body(containsString("That is another workspace"));
    endpoints().then().body("data", hasSize(0));
  }

  @Test
  void aUserOfTheEnterpriseIsLinkedToItsOrganisationWideInstall() {
    // Given
    var enterprise = unique("E");
    var orgWide = unique("chconn-");
    connect("variant-d", enterprise, orgWide);
    var state = linkState(link(orgWide));

    // When
    var page = callback(state, code("variant-d", enterprise, user));

    // Then
    page.then().statusCode(200);
    endpoints().then().body("data[0].connectionIdentifier", equalTo(orgWide));
  }

  @Test
  void anUnknownConnectionIsARefusalAndNothingIsWritten() {
    // Given
    var state = linkState(link(unique("chconn-")));

    // When
    var page = callback(state, code("variant-c", workspace, user));

    // Then
    page.then().statusCode(400).body(containsString("That did not work"));
    endpoints().then().body("data", hasSize(0));
  }

  @Test
  void aConnectionOfAnotherIntegrationIsAsGoodAsUnknown() {
    // Given
    var body = link(connection);
    body.put("integrationIdentifier", slackIntegration());
    var state = linkState(body);

    // When
    var page = callback(state, code("variant-c", workspace, user));

    // Then
    page.then().statusCode(400);
    endpoints().then().body("data", hasSize(0));
  }

  @Test
  void aUserMayBeLinkedWithoutAConnection() {
    // Given
    var state = linkState(Journeys.of(integration, subscriber));

    // When
    var page = callback(state, code("variant-c", workspace, user));

    // Then
    page.then().statusCode(200);
    endpoints()
        .then()
        .body("data", hasSize(1))
        .body("data[0].connectionIdentifier", nullValue())
        .body("data[0].contextKeys", equalTo(List.of()));
  }

  @Test
  void linkingAgainWithAConnectionAddsItToTheSameEndpoint() {
    // Given
    var context = Map.<String, Object>of("context", Map.of("tenant", "acme"));
    var alone = linkState(Journeys.of(integration, subscriber, context));
    callback(alone, code("variant-c", workspace, user)).then().statusCode(200);
    var first = endpoints();

    // When
    var page = callback(linkState(link(connection)), code("variant-c", workspace, user));

    // Then
    page.then().statusCode(200);
    endpoints()
        .then()
        .body("data", hasSize(1))
        .body("data[0].identifier", equalTo(first.path("data[0].identifier")))
        .body("data[0].connectionIdentifier", equalTo(connection));
    get("/v1/channel-endpoints?connectionIdentifier={c}", connection)
        .then()
        .body("data", hasSize(1));
  }

  @Test
  void aUserOfAnotherSubscriberIsAConflict() {
    // Given
    var other = unique("subscriber-");
    callback(linkState(Journeys.of(integration, other)), code("variant-c", workspace, user))
        .then()
        .statusCode(200);

    // When
    var page = callback(linkState(link(connection)), code("variant-c", workspace, user));

    // Then
    page.then().statusCode(409).body(containsString("This is already connected"));
    endpoints().then().body("data", hasSize(0));
  }

  private void connect(String variant, String id, String identifier) {
    var state =
        state(
            Map.of(
                "integrationIdentifier",
                integration,
                "context",
                Map.of("tenant", unique("acme")),
                "connectionMode",
                "shared",
                "connectionIdentifier",
                identifier));
    callback(state, code(variant, id, unique("U"))).then().statusCode(200);
  }

  private Map<String, Object> link(String connectionIdentifier) {
    return Journeys.of(
        integration,
        subscriber,
        Map.of("connectionIdentifier", connectionIdentifier, "context", Map.of("tenant", "acme")));
  }

  private Response endpoints() {
    return get("/v1/channel-endpoints?subscriberId={s}", subscriber);
  }
}
