package dev.chatconnect.notice;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.connect.Journeys;
import dev.chatconnect.crypto.Digests;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.environment.Tenants;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.ENDPOINTS;
import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.unique;
import static dev.chatconnect.notice.Deliveries.SLACK;
import static dev.chatconnect.notice.Deliveries.sendAtOnce;
import static dev.chatconnect.notice.Deliveries.slackHeaders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

/** What Slack's events do to connections and endpoints. */
@QuarkusTest
class SlackEventsTest {

  private static final String APP = "A0KRD7HC3";
  private static final String BOT = "U0KRQLJ9H";

  private final String secret = unique("signing");
  private final String team = unique("T");
  private final String user = unique("U");
  private final String subscriber = unique("subscriber-");
  private ApiCalls.Made integration;

  @Inject RedisGateway redis;
  @Inject Environments environments;

  @BeforeEach
  void createIntegration() {
    integration =
        ApiCalls.integration(
            "slack",
            "chat",
            "{'clientId':'1111.2222','secretKey':'app-secret','signingSecret':'%s'}"
                .formatted(secret));
  }

  @Test
  void answersTheChallengeOfANewUrl() {
    // Given
    var body = "{\"token\":\"t\",\"challenge\":\"3eZbrw1aBm2r\",\"type\":\"url_verification\"}";

    // When
    var answer = send(body);

    // Then
    answer
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("challenge", equalTo("3eZbrw1aBm2r"));
  }

  @Test
  void aRemovedAppRevokesTheConnectionAndForgetsItsPeople() {
    // Given
    var connection = connect("variant-a", team, true);
    var channel = endpoint("slack_channel", "{'channelId':'C1'}", connection);
    var person = person(user);

    // When
    var answer = send(uninstalled(team, Instant.now()));

    // Then
    answer.then().statusCode(200);
    connection(connection)
        .then()
        .body("data.status", equalTo("revoked"))
        .body("data.statusReason", equalTo("app_uninstalled"));
    ApiCalls.get(ENDPOINTS, person).then().statusCode(404);
    ApiCalls.get(ENDPOINTS, channel).then().statusCode(200);
    ApiCalls.caller().post(CONNECTIONS + "/" + connection + "/token").then().statusCode(409);
    ApiCalls.list(
            "/v1/audit", Map.of("connectionIdentifier", connection, "type", "connection.revoked"))
        .then()
        .body("data.actor", contains(Map.of("type", "provider", "id", "slack")));
  }

  @Test
  void aConnectionThatACallerCreatedIsRevokedToo() {
    // Given
    var connection = created(team, "{}");

    // When
    send(uninstalled(team, Instant.now())).then().statusCode(200);

    // Then
    connection(connection).then().body("data.status", equalTo("revoked"));
  }

  @Test
  void everyConnectionOfTheWorkspaceIsRevoked() {
    // Given
    var many =
        IntStream.range(0, 105)
            .mapToObj(i -> created(team, "{'subscriberId':'%s-%d'}".formatted(subscriber, i)))
            .toList();

    // When
    send(uninstalled(team, Instant.now())).then().statusCode(200);

    // Then
    assertThat(many)
        .allSatisfy(
            one -> assertThat(connection(one).<String>path("data.status")).isEqualTo("revoked"));
  }

  @Test
  void otherWorkspacesStay() {
    // Given
    var connection = connect("variant-a", team, true);

    // When
    send(uninstalled(unique("T"), Instant.now())).then().statusCode(200);

    // Then
    connection(connection).then().body("data.status", equalTo("active"));
    assertThat(person(user)).isNotNull();
  }

  @Test
  void aConnectionThatMovedToAnotherWorkspaceIsFoundThere() {
    // Given
    var other = unique("T");
    var connection = created(team, "{}");
    ApiCalls.patch(
            CONNECTIONS,
            connection,
            ApiCalls.body(
                "{'workspace':{'id':'%s'},'auth':{'accessToken':'xoxb-2'}}".formatted(other)))
        .then()
        .statusCode(200);
    send(uninstalled(team, Instant.now().plusSeconds(60))).then().statusCode(200);
    connection(connection).then().body("data.status", equalTo("active"));

    // When
    send(uninstalled(other, Instant.now())).then().statusCode(200);

    // Then
    connection(connection).then().body("data.status", equalTo("revoked"));
  }

  @Test
  void anEventOfAnotherAppThanTheConnectionsStays() {
    // Given
    var connection = connect("variant-a", team, false);

    // When
    send("""
            {"type":"event_callback","team_id":"%s","api_app_id":"AOTHER","event_id":"%s",
             "event_time":%d,"event":{"type":"app_uninstalled"}}"""
            .formatted(team, unique("Ev"), Instant.now().getEpochSecond()))
        .then()
        .statusCode(200);

    // Then
    connection(connection).then().body("data.status", equalTo("active"));
  }

  @Test
  void anOrganisationThatRemovesTheAppLosesItsConnection() {
    // Given
    var organisation = unique("E");
    var connection = connect("variant-d", organisation, false);

    // When
    send("""
            {"type":"event_callback","team_id":null,"enterprise_id":"%s","api_app_id":"%s",
             "event_id":"%s","event_time":%d,"event":{"type":"app_uninstalled"},
             "authorizations":[{"enterprise_id":"%1$s","team_id":null,"user_id":"W1","is_bot":true,
             "is_enterprise_install":true}]}"""
            .formatted(organisation, APP, unique("Ev"), Instant.now().getEpochSecond()))
        .then()
        .statusCode(200);

    // Then
    connection(connection).then().body("data.status", equalTo("revoked"));
  }

  @Test
  void oneTeamThatRemovesTheAppDoesNotEndTheOrganisations() {
    // Given
    var organisation = unique("E");
    var connection = connect("variant-d", organisation, false);

    // When
    send("""
            {"type":"event_callback","team_id":"%s","enterprise_id":"%s","api_app_id":"%s",
             "event_id":"%s","event_time":%d,"event":{"type":"app_uninstalled"}}"""
            .formatted(team, organisation, APP, unique("Ev"), Instant.now().getEpochSecond()))
        .then()
        .statusCode(200);

    // Then
    connection(connection).then().body("data.status", equalTo("active"));
  }

  @Test
  void aRevokedBotTokenRevokesTheConnectionAndKeepsThePeople() {
    // Given
    var connection = connect("variant-a", team, true);

    // When
    send(revoked(team, "[]", "[\"" + BOT + "\"]")).then().statusCode(200);

    // Then
    connection(connection)
        .then()
        .body("data.status", equalTo("revoked"))
        .body("data.statusReason", equalTo("tokens_revoked"));
    assertThat(person(user)).isNotNull();
  }

  @Test
  void aRevokedTokenOfAnotherBotStays() {
    // Given
    var connection = connect("variant-a", team, false);

    // When
    send(revoked(team, "[]", "[\"UOTHER\"]")).then().statusCode(200);

    // Then
    connection(connection).then().body("data.status", equalTo("active"));
  }

  @Test
  void aUserWhoseTokenWasRevokedIsForgotten() {
    // Given
    var connection = connect("variant-a", team, true);
    var person = person(user);

    // When
    send(revoked(team, "[\"" + user + "\",\"UNOBODY\"]", "[]")).then().statusCode(200);

    // Then
    ApiCalls.get(ENDPOINTS, person).then().statusCode(404);
    connection(connection).then().body("data.status", equalTo("active"));
  }

  @Test
  void theSameUserIdInAnotherWorkspaceStays() {
    // Given
    connect("variant-a", team, true);

    // When
    send(revoked(unique("T"), "[\"" + user + "\"]", "[]")).then().statusCode(200);

    // Then
    assertThat(person(user)).isNotNull();
  }

  @Test
  void aUserWhoIsLinkedWithoutAConnectionIsForgotten() {
    // Given
    var person = endpoint("slack_user", "{'userId':'%s'}".formatted(user), null);

    // When
    send(revoked(team, "[\"" + user + "\"]", "[]")).then().statusCode(200);

    // Then
    ApiCalls.get(ENDPOINTS, person).then().statusCode(404);
  }

  @Test
  void theOrderOfTheTwoEventsDoesNotMatter() {
    // Given
    var connection = connect("variant-a", team, true);
    var person = person(user);
    send(revoked(team, "[]", "[\"" + BOT + "\"]")).then().statusCode(200);

    // When
    send(uninstalled(team, Instant.now())).then().statusCode(200);

    // Then
    connection(connection)
        .then()
        .body("data.status", equalTo("revoked"))
        .body("data.statusReason", equalTo("tokens_revoked"));
    ApiCalls.get(ENDPOINTS, person).then().statusCode(404);
  }

  @Test
  void anEventFromBeforeTheReinstallIsTooLate() {
    // Given
    var before = Instant.now().minusSeconds(10);
    var connection = connect("variant-a", team, true);

    // When
    send(uninstalled(team, before)).then().statusCode(200);

    // Then
    connection(connection).then().body("data.status", equalTo("active"));
    assertThat(person(user)).isNotNull();
  }

  @Test
  void anEventFromBeforeAChangeThatIsNotOfTheTokensIsNotTooLate() {
    // Given
    var connection = created(team, "{}");
    var happened = Instant.now();
    var owner = connection(connection).<String>path("data.subscriberId");
    var line =
        "{'identifier':'%s','integrationIdentifier':'%s','subscriberId':'%s','workspace':{'id':'%s','name':'New'},'updatedAt':'%s'}"
            .formatted(connection, integration.identifier(), owner, team, happened.plusSeconds(60));
    ApiCalls.caller()
        .contentType("application/octet-stream")
        .body(line.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
        .post("/v1/transfer")
        .then()
        .statusCode(200)
        .body(containsString("\"result\":\"updated\""));

    // When
    send(uninstalled(team, happened)).then().statusCode(200);

    // Then
    connection(connection)
        .then()
        .body("data.workspace.name", equalTo("New"))
        .body("data.status", equalTo("revoked"));
  }

  @Test
  void aUserWhoWasLinkedAfterTheEventStays() {
    // Given
    var before = Instant.now().minusSeconds(10);
    connect("variant-a", team, true);

    // When
    send(revoked(team, "[\"" + user + "\"]", "[]", before)).then().statusCode(200);

    // Then
    assertThat(person(user)).isNotNull();
  }

  @Test
  void anEventThatIsSentAgainHasNoSecondEffect() {
    // Given
    var connection = connect("variant-a", team, true);
    var event = uninstalled(team, Instant.now().plusSeconds(60));
    send(event).then().statusCode(200);
    connect("variant-a", team, true);
    connection(connection)
        .then()
        .body("data.status", equalTo("active"))
        .body("data.statusReason", nullValue());

    // When
    var again = send(event);

    // Then
    again.then().statusCode(200);
    connection(connection).then().body("data.status", equalTo("active"));
    assertThat(person(user)).isNotNull();
  }

  @Test
  void theSameEventManyTimesAtOnceIsTakenEachTime() {
    // Given
    var connection = connect("variant-a", team, true);
    var event = uninstalled(team, Instant.now());

    // When
    var answers = sendAtOnce(20, SLACK, slackHeaders(secret, Instant.now(), event), event);

    // Then
    assertThat(answers).hasSize(20).containsOnly(200);
    connection(connection).then().body("data.status", equalTo("revoked"));
    assertThat(audited("connection.revoked")).isEqualTo(1);
    assertThat(audited("endpoint.unlinked")).isEqualTo(1);
  }

  @Test
  void whatGoesOnAfterTheAnswerIsStillPutDownToTheProvider() {
    // Given
    var connection = created(team, "{}");
    var eventId = unique("Ev");
    var keys = new RedisKeys(Tenants.withKey(environments, "dev-secret-key").id());
    var claim = keys.lookup("notice", "event", Digests.ofParts(List.of(integration.id(), eventId)));
    redis
        .set(claim, "working:another", Duration.ofSeconds(30))
        .await()
        .atMost(Duration.ofSeconds(10));
    var answer = send(uninstalled(team, eventId, Instant.now()));

    // When
    redis.delete(claim).await().atMost(Duration.ofSeconds(10));

    // Then
    answer.then().statusCode(503);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> connection(connection).then().body("data.status", equalTo("revoked")));
    ApiCalls.list(
            "/v1/audit", Map.of("connectionIdentifier", connection, "type", "connection.revoked"))
        .then()
        .body("data.actor", contains(Map.of("type", "provider", "id", "slack")));
  }

  @Test
  void eventsOfOtherKindsAreTakenWithoutEffect() {
    // Given
    var connection = connect("variant-a", team, true);
    var event =
        """
        {"type":"event_callback","team_id":"%s","api_app_id":"%s","event_id":"%s","event_time":%d,
         "event":{"type":"message","text":"hello"}}"""
            .formatted(team, APP, unique("Ev"), Instant.now().getEpochSecond());

    // When
    var answers = List.of(send(event), send("[]"), send("{}"), send("not json"), send("null"));

    // Then
    assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
    connection(connection).then().body("data.status", equalTo("active"));
  }

  private int audited(String type) {
    return ApiCalls.list("/v1/audit", Map.of("subscriberId", subscriber, "type", type))
        .then()
        .statusCode(200)
        .extract()
        .<List<?>>path("data")
        .size();
  }

  private String connect(String variant, String workspace, boolean link) {
    var body = Journeys.of(integration.identifier(), subscriber, Map.of("autoLinkUser", link));
    callback(Journeys.state(body), code(variant, workspace, user)).then().statusCode(200);
    return ApiCalls.list(CONNECTIONS, Map.of("subscriberId", subscriber))
        .path("data[0].identifier");
  }

  private String created(String workspace, String more) {
    var base =
        ApiCalls.body(
            "{'integrationIdentifier':'%s','subscriberId':'%s','workspace':{'id':'%s'},'auth':{'accessToken':'xoxb-1'}}"
                .formatted(integration.identifier(), unique(subscriber), workspace));
    return ApiCalls.post(CONNECTIONS, ApiCalls.body(base, more))
        .then()
        .statusCode(201)
        .extract()
        .path("data.identifier");
  }

  private String endpoint(String type, String fields, String connection) {
    var body =
        ApiCalls.body(
            "{'integrationIdentifier':'%s','subscriberId':'%s','type':'%s','endpoint':%s}"
                .formatted(integration.identifier(), subscriber, type, fields));
    if (connection != null) {
      body.put("connectionIdentifier", connection);
    }
    return ApiCalls.post(ENDPOINTS, body).then().statusCode(201).extract().path("data.identifier");
  }

  /** The identifier of the endpoint that reaches a user; {@code null} when there is none. */
  private String person(String userId) {
    return ApiCalls.list(ENDPOINTS, Map.of("subscriberId", subscriber))
        .path("data.find { it.endpoint.userId == '%s' }?.identifier".formatted(userId));
  }

  private static Response connection(String identifier) {
    return ApiCalls.get(CONNECTIONS, identifier);
  }

  private static String uninstalled(String team, Instant at) {
    return uninstalled(team, "Ev" + UUID.randomUUID(), at);
  }

  private static String uninstalled(String team, String eventId, Instant at) {
    return """
        {"token":"XXYYZZ","team_id":"%s","api_app_id":"%s","event":{"type":"app_uninstalled"},
         "type":"event_callback","event_id":"%s","event_time":%d}"""
        .formatted(team, APP, eventId, at.getEpochSecond());
  }

  private static String revoked(String team, String users, String bots) {
    return revoked(team, users, bots, Instant.now());
  }

  private static String revoked(String team, String users, String bots, Instant at) {
    return """
        {"token":"XXYYZZ","team_id":"%s","api_app_id":"%s",
         "event":{"type":"tokens_revoked","tokens":{"oauth":%s,"bot":%s}},
         "type":"event_callback","event_id":"Ev%s","event_time":%d}"""
        .formatted(team, APP, users, bots, UUID.randomUUID(), at.getEpochSecond());
  }

  private Response send(String body) {
    return Deliveries.send(SLACK, slackHeaders(secret, Instant.now(), body), body);
  }
}
