package dev.chatconnect.connect;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.connect.Journeys.API_KEY;
import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.get;
import static dev.chatconnect.connect.Journeys.linkState;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

/** A Slack app that an organisation installed for all its workspaces, from connect to removal. */
@QuarkusTest
class OrgWideInstallTest {

  private final String subscriber = unique("subscriber-");
  private final String connection = unique("chconn-");
  private final String enterprise = unique("E");
  private final String admin = unique("W");
  private String integration = "";

  @BeforeEach
  void install() {
    integration = slackIntegration();
    var asked =
        Journeys.of(
            integration,
            subscriber,
            Map.of("connectionIdentifier", connection, "autoLinkUser", true));
    callback(state(asked), code("variant-d", enterprise, admin)).then().statusCode(200);
  }

  @Test
  void theWorkspaceIsTheOrganisation() {
    // When
    var answer = get("/v1/channel-connections/{id}", connection);

    // Then
    answer
        .then()
        .statusCode(200)
        .body("data.workspace.id", equalTo(enterprise))
        .body("data.workspace.name", equalTo("Starship"))
        .body("data.workspace.botUserId", equalTo("W0XXXX"))
        .body("data.status", equalTo("active"));
  }

  @Test
  void theAdministratorIsLinkedByAnIdOfTheOrganisation() {
    // When
    var answer = get("/v1/channel-endpoints?subscriberId={s}", subscriber);

    // Then
    answer
        .then()
        .body("data", hasSize(1))
        .body("data[0].type", equalTo("slack_user"))
        .body("data[0].endpoint.userId", equalTo(admin))
        .body("data[0].connectionIdentifier", equalTo(connection));
  }

  @Test
  void aUserOfTheOrganisationIsLinkedToIt() {
    // Given
    var other = unique("subscriber-");
    var user = unique("W");
    var asked = Journeys.of(integration, other, Map.of("connectionIdentifier", connection));

    // When
    var page = callback(linkState(asked), code("variant-d", enterprise, user));

    // Then
    page.then().statusCode(200);
    get("/v1/channel-endpoints?subscriberId={s}", other)
        .then()
        .body("data", hasSize(1))
        .body("data[0].endpoint.userId", equalTo(user));
  }

  @Test
  void aUserOfAnotherOrganisationIsTurnedAway() {
    // Given
    var other = unique("subscriber-");
    var asked = Journeys.of(integration, other, Map.of("connectionIdentifier", connection));

    // When
    var page = callback(linkState(asked), code("variant-d", unique("E"), unique("W")));

    // Then
    page.then().statusCode(403);
    get("/v1/channel-endpoints?subscriberId={s}", other).then().body("data", hasSize(0));
  }

  @Test
  void theTokenIsHandedOut() {
    // When
    var answer = call("/token");

    // Then
    answer.then().statusCode(200).body("data.accessToken", startsWith("xoxb-standin-"));
  }

  @Test
  void theInstallationIsVerified() {
    // When
    var answer = call("/verify");

    // Then
    answer.then().statusCode(200).body("data.workspace.id", equalTo(enterprise));
  }

  @Test
  void removalRevokesItAndUnlinksTheAdministrator() {
    // When
    var answer =
        given().header("Authorization", API_KEY).delete("/v1/channel-connections/{id}", connection);

    // Then
    answer.then().statusCode(204).header("Chat-Connect-Revocation", equalTo("revoked"));
    get("/v1/channel-endpoints?subscriberId={s}", subscriber).then().body("data", hasSize(0));
  }

  private Response call(String below) {
    return given()
        .header("Authorization", API_KEY)
        .post("/v1/channel-connections/{id}" + below, connection);
  }
}
