package dev.chatconnect.keyring;

import jakarta.inject.Inject;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.LogCapture;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.connect.Journeys.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

/** A connection whose tokens are under a key that nobody has any more loses them, and no more. */
@QuarkusTest
@TestProfile(TwoKeys.class)
class LostKeyTest {

  @Inject Stored stored;

  private final String subscriber = unique("subscriber-");
  private final String lost = unique("lost-");
  private final String whole = unique("whole-");

  @BeforeEach
  void loseTheKey() {
    var integration = ApiCalls.integration("slack").identifier();
    connect(integration, whole, "T2", "a");
    connect(integration, lost, "T1", "b");
    var key = Stored.DEFAULT.record("connection", lost);
    var raw = stored.raw(key);
    stored.put(key, raw.replace("v1.new.", "v1.lost."));
    assertThat(stored.keyIds(key)).containsExactly("lost");
  }

  /** Other tests of this profile open everything that is there. */
  @AfterEach
  void remove() {
    ApiCalls.delete(CONNECTIONS, lost);
  }

  @Test
  void aListHasItBesideTheOthers() {
    // When
    var answer = ApiCalls.caller().queryParam("subscriberId", subscriber).get(CONNECTIONS);

    // Then
    answer
        .then()
        .statusCode(200)
        .body("data.identifier", contains(lost, whole))
        .body("data.auth.accessToken", contains("", ""));
  }

  @Test
  void itIsShown() {
    // When
    var answer = ApiCalls.get(CONNECTIONS, lost);

    // Then
    answer
        .then()
        .statusCode(200)
        .body("data.workspace.id", equalTo("T1"))
        .body("data.status", equalTo("active"));
  }

  @Test
  void itHasNoToken() {
    // Given
    try (var log = LogCapture.start()) {

      // When
      var answer =
          ApiCalls.caller()
              .accept("application/problem+json")
              .post(CONNECTIONS + "/{id}/token", lost);

      // Then
      answer
          .then()
          .statusCode(503)
          .body("type", equalTo("urn:chat-connect:error:secret-unreadable"));
      assertThat(answer.asString()).doesNotContain("v1.lost").doesNotContain("xoxb");
      assertThat(String.join("\n", log.lines()))
          .containsOnlyOnce("event=secret_unreadable")
          .contains(
              "secret=\"%s#tokens\" key=lost".formatted(Stored.DEFAULT.record("connection", lost)))
          .doesNotContain("v1.lost")
          .doesNotContain("event=unhandled_failure");
    }
  }

  @Test
  void anUpdateThatKeepsTheTokensIsMade() {
    // When
    var answer =
        ApiCalls.patch(
            CONNECTIONS, lost, body("{'workspace':{'id':'T3'},'auth':{'accessToken':''}}"));

    // Then
    answer.then().statusCode(200).body("data.workspace.id", equalTo("T3"));
    assertThat(stored.keyIds(Stored.DEFAULT.record("connection", lost))).containsExactly("lost");
  }

  @Test
  void anUpdateThatKeepsNothingOfTheOldTokensMendsIt() {
    // When
    var answer =
        ApiCalls.patch(
            CONNECTIONS,
            lost,
            body(
                "{'workspace':{'id':'T1'},'auth':{'accessToken':'xoxb-again','refreshToken':null}}"));

    // Then
    answer.then().statusCode(200);
    token().then().statusCode(200).body("data.accessToken", equalTo("xoxb-again"));
  }

  @Test
  void itCanBeDeletedThoughItsGrantStays() {
    // When
    var answer = ApiCalls.delete(CONNECTIONS, lost);

    // Then
    answer.then().statusCode(204).header("Chat-Connect-Revocation", equalTo("failed"));
    ApiCalls.get(CONNECTIONS, lost).then().statusCode(404);
  }

  private Response token() {
    return ApiCalls.caller().post(CONNECTIONS + "/{id}/token", lost);
  }

  private void connect(String integration, String identifier, String workspace, String tenant) {
    ApiCalls.post(
            CONNECTIONS,
            body(
                "{'identifier':'%s','integrationIdentifier':'%s','subscriberId':'%s','workspace':{'id':'%s'},'auth':{'accessToken':'xoxb-1'},'context':{'tenant':'%s'}}"
                    .formatted(identifier, integration, subscriber, workspace, tenant)))
        .then()
        .statusCode(201);
  }
}
