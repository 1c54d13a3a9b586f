package dev.chatconnect.event;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.connect.Journeys;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.environment.Tenants;
import dev.chatconnect.inbox.Subscribers;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.callbackWith;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

/** The audit log as an operator reads it. */
@QuarkusTest
class AuditTest {

  @Inject EventLog events;
  @Inject Environments environments;

  private final String subscriber = unique("subscriber");
  private final String connection = unique("connection");

  @Test
  void aConnectionMadeWithAnApiKeyIsPutDownToIt() {
    // Given
    connect();

    // When
    var answer = audit(Map.of("connectionIdentifier", connection));

    // Then
    answer
        .then()
        .statusCode(200)
        .body("data", hasSize(1))
        .body("data[0].id", matchesPattern("evt_[0-9a-z]{24}"))
        .body("data[0].type", equalTo("connection.created"))
        .body("data[0].timestamp", matchesPattern("20[0-9-]{8}T[0-9:.]{12}Z"))
        .body("data[0].actor", equalTo(Map.of("type", "api_key", "id", "1")))
        .body("data[0].outcome", equalTo("success"))
        .body("data[0].connectionIdentifier", equalTo(connection))
        .body("data[0].subscriberId", equalTo(subscriber))
        .body("data[0].data.workspace.id", equalTo("T1"))
        .body("totalCount", equalTo(1));
  }

  @Test
  void aConnectionMadeInTheBrowserIsPutDownToTheJourney() {
    // Given
    var state =
        state(
            Journeys.of(
                slackIntegration(), subscriber, Map.of("connectionIdentifier", connection)));

    // When
    callback(state, code("variant-a", unique("T"), unique("U"))).then().statusCode(200);

    // Then
    audit(Map.of("subscriberId", subscriber))
        .then()
        .body("data.type", hasItem("connection.created"))
        .body("data.actor.type.unique()", contains("journey"));
  }

  @Test
  void whatASubscriberDoesInASessionIsPutDownToThem() {
    // Given
    connect();
    var session = Subscribers.browser(Subscribers.token(subscriber));

    // When
    session.delete(Subscribers.CONNECTIONS + "/" + connection).then().statusCode(204);

    // Then
    audit(Map.of("connectionIdentifier", connection, "type", "connection.deleted"))
        .then()
        .body("data[0].actor", equalTo(Map.of("type", "subscriber", "id", subscriber)));
  }

  @Test
  void aJourneyThatFailedIsThereWithTheReferenceOfThePage() {
    // Given
    var state = state(Journeys.of(slackIntegration(), subscriber));

    // When
    var page = callbackWith("error=access_denied&state=" + state).then().statusCode(403);

    // Then
    var entry = audit(Map.of("subscriberId", subscriber, "type", "journey.failed"));
    var reference = entry.<String>path("data[0].data.reference");
    entry
        .then()
        .body("data", hasSize(1))
        .body("data[0].outcome", equalTo("failure"))
        .body("data[0].actor.type", equalTo("journey"))
        .body("data[0].data.reason", equalTo("access_denied"))
        .body("data[0].data.providerId", equalTo("slack"));
    assertThat(page.extract().asString()).contains(reference).doesNotContain(state);
  }

  @Test
  void aCallbackWithoutAJourneyFillsNobodysLog() {
    // Given
    var forged = unique("forged");
    var before = audit(Map.of()).<Integer>path("totalCount");

    // When
    callbackWith("code=" + forged + "&state=" + forged).then().statusCode(400);

    // Then
    var after = audit(Map.of("limit", "100"));
    assertThat(after.<Integer>path("totalCount")).isEqualTo(before);
    assertThat(after.asString()).doesNotContain(forged);
  }

  @ParameterizedTest
  @CsvSource({"xoxb-standin-, revoked, success", "xoxb-unknown-, failed, failure"})
  void deletingTellsWhatBecameOfTheGrant(String token, String result, String outcome) {
    // Given
    connect(token + connection.replaceAll("[^A-Za-z0-9]", ""));

    // When
    ApiCalls.delete(CONNECTIONS, connection).then().statusCode(204);

    // Then
    audit(Map.of("connectionIdentifier", connection))
        .then()
        .body("data.type", contains("grant.revocation", "connection.deleted", "connection.created"))
        .body("data[0].data.identifier", equalTo(connection))
        .body("data[0].data.result", equalTo(result))
        .body("data[0].outcome", equalTo(outcome));
  }

  @Test
  void pagesLeadThroughTheLogNewestFirst() {
    // Given
    IntStream.range(0, 5).forEach(this::record);
    var filter = Map.of("subscriberId", subscriber, "limit", "2");

    // When
    var first = audit(filter);
    var second = audit(filter, "after", first.path("next"));
    var third = audit(filter, "after", second.path("next"));
    var back = audit(filter, "before", third.path("previous"));

    // Then
    first.then().body("data.data.number", contains(4, 3)).body("previous", nullValue());
    second.then().body("data.data.number", contains(2, 1));
    third.then().body("data.data.number", contains(0)).body("next", nullValue());
    back.then().body("data.data.number", contains(2, 1));
    first.then().body("totalCount", equalTo(2)).body("totalCountCapped", equalTo(true));
  }

  @ParameterizedTest
  @CsvSource({
    "after,        nonsense,   after must be a cursor of this list",
    "after,        MTIz,       after must be a cursor of this list",
    "before,       LTE,        before must be a cursor of this list",
    "limit,        many,       limit must not be greater than 100",
    "type,         connection, 'type must be one of the following values: connection.created,"
        + " connection.updated, connection.refreshed, connection.refresh_failed,"
        + " connection.revoked, connection.deleted, endpoint.linked, endpoint.updated,"
        + " endpoint.unlinked, journey.failed, grant.revocation, records.export_begun, records.exported, records.imported,"
        + " secrets.rewrap_begun, secrets.rewrapped, webhook.exhausted,"
        + " webhook.disabled'"
  })
  void refusesMalformedQueries(String name, String value, String message) {
    // When
    var answer = audit(Map.of(name, value));

    // Then
    answer.then().statusCode(422).body("errors.general.messages", contains(message));
  }

  @Test
  void refusesBothCursorsAtOnce() {
    // Given
    record(1);
    record(2);
    var cursor = audit(Map.of("subscriberId", subscriber, "limit", "1")).<String>path("next");

    // When
    var answer = audit(Map.of("after", cursor, "before", cursor));

    // Then
    answer.then().statusCode(400);
  }

  @Test
  void demandsAnApiKey() {
    // When
    var answer = given().get("/v1/audit");

    // Then
    answer.then().statusCode(401);
  }

  @Test
  void showsNothingOfOtherEnvironments() {
    // Given
    connect();

    // When
    var answer =
        ApiCalls.caller("hooked-secret-key")
            .queryParam("connectionIdentifier", connection)
            .get("/v1/audit");

    // Then
    answer.then().statusCode(200).body("data", equalTo(List.of()));
  }

  private void connect() {
    connect("xoxb-" + connection);
  }

  private void connect(String token) {
    ApiCalls.post(
            CONNECTIONS,
            body(
                "{'identifier':'%s','integrationIdentifier':'%s','subscriberId':'%s',"
                        .formatted(connection, slackIntegration(), subscriber)
                    + "'workspace':{'id':'T1'},'auth':{'accessToken':'%s'}}".formatted(token)))
        .then()
        .statusCode(201);
  }

  private record Numbered(int number) {}

  private void record(int number) {
    events
        .record(
            new RedisKeys(Tenants.withKey(environments, "dev-secret-key").id()),
            new Event(
                EventType.JOURNEY_FAILED,
                Optional.empty(),
                Optional.of(subscriber),
                false,
                new Numbered(number)))
        .await()
        .indefinitely();
  }

  private static Response audit(Map<String, String> query) {
    return ApiCalls.list("/v1/audit", query);
  }

  private static Response audit(Map<String, String> query, String name, String value) {
    return ApiCalls.caller().queryParams(query).queryParam(name, value).get("/v1/audit");
  }
}
