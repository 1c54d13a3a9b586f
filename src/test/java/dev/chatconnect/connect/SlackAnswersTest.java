package dev.chatconnect.connect;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.connect.Journeys.API_KEY;
import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.get;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

/** What is kept of each of Slack's answers to a code, read back through the API. */
@QuarkusTest
class SlackAnswersTest {

  private static final List<String> BOT_SCOPES =
      List.of(
          "chat:write",
          "chat:write.public",
          "channels:read",
          "groups:read",
          "users:read",
          "users:read.email");

  private final String subscriber = unique("subscriber-");
  private final String identifier = unique("chconn-");
  private final String workspace = unique("T");
  private final String user = unique("U");
  private String integration;

  @BeforeEach
  void configureSlack() {
    integration = slackIntegration();
  }

  @Test
  void aBotTokenMakesAConnectionWithWorkspaceAndScopes() {
    // Given
    var state = state(journey(Map.of("context", Map.of("tenant", "acme", "app", "jira"))));

    // When
    callback(state, code("variant-a", workspace, user)).then().statusCode(200);

    // Then
    connection()
        .then()
        .statusCode(200)
        .body("data.identifier", equalTo(identifier))
        .body("data.channel", equalTo("chat"))
        .body("data.providerId", equalTo("slack"))
        .body("data.integrationIdentifier", equalTo(integration))
        .body("data.subscriberId", equalTo(subscriber))
        .body("data.contextKeys", equalTo(List.of("app:jira", "tenant:acme")))
        .body(
            "data.workspace",
            equalTo(
                Map.of("id", workspace, "name", "Slack Softball Team", "botUserId", "U0KRQLJ9H")))
        .body("data.auth.accessToken", equalTo(""))
        .body("data.status", equalTo("active"))
        .body("data.scopes", equalTo(BOT_SCOPES));
    token()
        .then()
        .body("data.accessToken", startsWith("xoxb-standin-"))
        .body("data.expiresAt", nullValue())
        .body("data.scopes", equalTo(BOT_SCOPES));
    endpoints().then().body("data", hasSize(0));
  }

  @Test
  void aRotatingTokenIsKeptWithItsEnd() {
    // Given
    var state = state(journey(Map.of()));
    var before = Instant.now();

    // When
    callback(state, code("variant-b", workspace, user)).then().statusCode(200);

    // Then
    var token = token();
    token.then().statusCode(200).body("data.accessToken", startsWith("xoxe.xoxb-standin-"));
    assertThat(Instant.parse(token.path("data.expiresAt")))
        .isBetween(before.plusSeconds(43_199), Instant.now().plus(Duration.ofSeconds(43_201)));
    assertThat(connection().asString()).doesNotContain("xox", "refresh");
  }

  @Test
  void connectingAgainReplacesTheTokenAndKeepsWhatNamesTheConnection() {
    // Given
    callback(state(journey(Map.of())), code("variant-b", workspace, user)).then().statusCode(200);
    var first = connection();
    var firstToken = token().<String>path("data.accessToken");
    var other = unique("T");

    // When
    callback(state(journey(Map.of())), code("variant-a", other, user)).then().statusCode(200);

    // Then
    var second = connection();
    second
        .then()
        .body("data.workspace.id", equalTo(other))
        .body("data.createdAt", equalTo(first.path("data.createdAt")));
    assertThat(second.<String>path("data.updatedAt"))
        .isGreaterThan(first.<String>path("data.updatedAt"));
    assertThat(token().<String>path("data.accessToken")).isNotEqualTo(firstToken);
    token().then().body("data.expiresAt", nullValue());
    get("/v1/channel-connections?subscriberId={s}", subscriber).then().body("data", hasSize(1));
  }

  @Test
  void anOrganisationWideInstallBelongsToTheEnterprise() {
    // Given
    var enterprise = unique("E");
    var state = state(journey(Map.of()));

    // When
    callback(state, code("variant-d", enterprise, user)).then().statusCode(200);

    // Then
    connection()
        .then()
        .body("data.workspace.id", equalTo(enterprise))
        .body("data.workspace.name", equalTo("Starship"))
        .body("data.workspace.botUserId", equalTo("W0XXXX"))
        .body("data.scopes", equalTo(List.of("identify", "users:read")));
  }

  @Test
  void anIncomingWebhookMakesAnEndpointAndNoConnection() {
    // Given
    var state =
        state(
            journey(
                Map.of("scope", List.of("incoming-webhook"), "context", Map.of("tenant", "acme"))));

    // When
    var page = callback(state, code("variant-e", workspace, user));

    // Then
    page.then().statusCode(200).body(containsString("data-state=\"success\""));
    connection().then().statusCode(404);
    endpoints()
        .then()
        .body("data", hasSize(1))
        .body("data[0].type", equalTo("webhook"))
        .body("data[0].endpoint.channel", equalTo("#general"))
        .body(
            "data[0].endpoint.url",
            matchesPattern("http://.+/services/" + workspace + "/B0STANDIN/[A-Za-z0-9]{24}"))
        .body("data[0].connectionIdentifier", nullValue())
        .body("data[0].integrationIdentifier", equalTo(integration))
        .body("data[0].contextKeys", equalTo(List.of("tenant:acme")));
  }

  @Test
  void aSecondWebhookIntoTheSameChannelReplacesTheFirst() {
    // Given
    var asked = journey(Map.of("scope", List.of("incoming-webhook")));
    callback(state(asked), code("variant-e", workspace, user)).then().statusCode(200);
    var first = endpoints();

    // When
    callback(state(asked), code("variant-e", workspace, user)).then().statusCode(200);

    // Then
    var second = endpoints();
    second
        .then()
        .body("data", hasSize(1))
        .body("data[0].identifier", equalTo(first.path("data[0].identifier")))
        .body("data[0].createdAt", equalTo(first.path("data[0].createdAt")));
    assertThat(second.<String>path("data[0].endpoint.url"))
        .isNotEqualTo(first.path("data[0].endpoint.url"));
  }

  @Test
  void theScopesThatWereGrantedAreKeptWhateverWasAskedFor() {
    // Given
    var asked = List.of("chat:write", "files:write");
    var state = state(journey(Map.of("scope", asked)));

    // When
    callback(state, code("variant-a", workspace, user)).then().statusCode(200);

    // Then
    connection().then().body("data.scopes", equalTo(BOT_SCOPES));
    token().then().body("data.scopes", equalTo(BOT_SCOPES));
  }

  @Test
  void aGrantOfUserScopesAloneIsNoConnection() {
    // Given
    var state = state(journey(Map.of()));

    // When
    var page = callback(state, code("variant-c", workspace, user));

    // Then
    page.then().statusCode(502).body(containsString("Slack is not answering"));
    connection().then().statusCode(404);
  }

  private Map<String, Object> journey(Map<String, Object> more) {
    var body = Journeys.of(integration, subscriber, more);
    body.put("connectionIdentifier", identifier);
    return body;
  }

  private Response connection() {
    return get("/v1/channel-connections/{id}", identifier);
  }

  private Response token() {
    return given()
        .header("Authorization", API_KEY)
        .post("/v1/channel-connections/{id}/token", identifier);
  }

  private Response endpoints() {
    return get("/v1/channel-endpoints?subscriberId={s}", subscriber);
  }
}
