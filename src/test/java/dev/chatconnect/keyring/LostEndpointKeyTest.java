package dev.chatconnect.keyring;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.web.ErrorCode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.ENDPOINTS;
import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.connect.Journeys.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

/** An endpoint whose fields are under a key that nobody has any more loses them, and no more. */
@QuarkusTest
@TestProfile(TwoKeys.class)
class LostEndpointKeyTest {

  @Inject Stored stored;

  private final String subscriber = unique("subscriber-");
  private final String connection = unique("connection-");
  private final String lost = unique("lost-");
  private final String whole = unique("whole-");
  private String integration;

  @BeforeEach
  void loseTheKey() {
    integration = ApiCalls.integration("slack").identifier();
    ApiCalls.post(
            CONNECTIONS,
            body(
                "{'identifier':'%s','integrationIdentifier':'%s','subscriberId':'%s','workspace':{'id':'T1'},'auth':{'accessToken':'xoxb-1'}}"
                    .formatted(connection, integration, subscriber)))
        .then()
        .statusCode(201);
    link(whole, "U-whole").then().statusCode(201);
    link(lost, "U-lost").then().statusCode(201);
    var key = Stored.DEFAULT.record("endpoint", lost);
    stored.put(key, stored.raw(key).replace("v1.new.", "v1.lost."));
    assertThat(stored.keyIds(key)).containsExactly("lost");
  }

  /** Other tests of this profile open everything that is there. */
  @AfterEach
  void remove() {
    ApiCalls.delete(ENDPOINTS, lost);
    ApiCalls.delete(CONNECTIONS, connection);
  }

  @Test
  void aListHasItBesideTheOthersWithoutItsFields() {
    // When
    var answer = ApiCalls.list(ENDPOINTS, Map.of("subscriberId", subscriber));

    // Then
    answer
        .then()
        .statusCode(200)
        .body("data.identifier", contains(lost, whole))
        .body("data.endpoint", equalTo(List.of(Map.of(), Map.of("userId", "U-whole"))));
  }

  @Test
  void byItselfItIsNotShown() {
    // When
    var answer = ApiCalls.get(ENDPOINTS, lost);

    // Then
    answer
        .then()
        .statusCode(503)
        .body("message", equalTo(ErrorCode.SECRET_UNREADABLE.text()))
        .body("$", not(hasKey("errorId")));
    assertThat(answer.asString()).doesNotContain("v1.lost");
  }

  @Test
  void newFieldsMendIt() {
    // When
    var answer = ApiCalls.patch(ENDPOINTS, lost, body("{'endpoint':{'userId':'U-again'}}"));

    // Then
    answer.then().statusCode(200);
    ApiCalls.get(ENDPOINTS, lost).then().body("data.endpoint.userId", equalTo("U-again"));
  }

  @Test
  void linkingThePersonAgainMendsIt() {
    // When
    var answer = link(lost, "U-lost");

    // Then
    answer.then().statusCode(201).body("data.identifier", equalTo(lost));
    ApiCalls.get(ENDPOINTS, lost).then().body("data.endpoint.userId", equalTo("U-lost"));
  }

  @Test
  void itCanBeDeletedAndLeavesNothingBehind() {
    // When
    var answer = ApiCalls.delete(ENDPOINTS, lost);

    // Then
    answer.then().statusCode(204);
    ApiCalls.list(ENDPOINTS, Map.of("subscriberId", subscriber))
        .then()
        .body("data.identifier", contains(whole));
    link(lost, "U-lost").then().statusCode(201);
  }

  @Test
  void itGoesWithItsConnection() {
    // When
    var answer = ApiCalls.delete(CONNECTIONS, connection);

    // Then
    answer.then().statusCode(204);
    ApiCalls.list(ENDPOINTS, Map.of("subscriberId", subscriber)).then().body("data", hasSize(0));
  }

  private Response link(String identifier, String user) {
    return ApiCalls.post(
        ENDPOINTS,
        body(
            "{'identifier':'%s','integrationIdentifier':'%s','subscriberId':'%s','connectionIdentifier':'%s','type':'slack_user','endpoint':{'userId':'%s'}}"
                .formatted(identifier, integration, subscriber, connection, user)));
  }
}
