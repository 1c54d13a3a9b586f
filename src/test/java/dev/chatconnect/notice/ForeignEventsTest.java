package dev.chatconnect.notice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.connect.WithVerifier;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.connect.Journeys.unique;
import static dev.chatconnect.notice.Deliveries.SLACK;
import static dev.chatconnect.notice.Deliveries.slackHeaders;
import static org.assertj.core.api.Assertions.assertThat;

/** Events are for the environments whose integrations hold the secret, and for no other. */
@QuarkusTest
@TestProfile(WithVerifier.class)
class ForeignEventsTest {

  private static final String KEY = "dev-secret-key";

  private final String secret = unique("signing");
  private final String team = unique("T");

  @Test
  void anAppThatServesTwoEnvironmentsIsRemovedFromBoth() {
    // Given
    var mine = connection(KEY, secret);
    var theirs = connection(WithVerifier.OTHER_KEY, secret);

    // When
    send(SLACK);

    // Then
    assertThat(List.of(mine.status(), theirs.status())).containsOnly("revoked");
  }

  @Test
  void anotherEnvironmentsIntegrationWithAnotherSecretIsNotMeant() {
    // Given
    var mine = connection(KEY, secret);
    var theirs = connection(WithVerifier.OTHER_KEY, unique("signing"));

    // When
    send(SLACK);

    // Then
    assertThat(mine.status()).isEqualTo("revoked");
    assertThat(theirs.status()).isEqualTo("active");
  }

  @Test
  void aUrlThatNamesAnIntegrationIsForNoOther() {
    // Given
    var mine = connection(KEY, secret);
    var theirs = connection(WithVerifier.OTHER_KEY, secret);

    // When
    send(SLACK + "/" + theirs.integrationId());

    // Then
    assertThat(mine.status()).isEqualTo("active");
    assertThat(theirs.status()).isEqualTo("revoked");
  }

  private record Connected(String apiKey, String integrationId, String identifier) {

    String status() {
      return ApiCalls.caller(apiKey).get(CONNECTIONS + "/" + identifier).path("data.status");
    }
  }

  private Connected connection(String apiKey, String signingSecret) {
    var name = unique("slack-");
    var id =
        post(
            apiKey,
            "/v1/integrations",
            "{'active':true,'providerId':'slack','channel':'chat','identifier':'%s','credentials':{'signingSecret':'%s'}}"
                .formatted(name, signingSecret),
            "data._id");
    var identifier =
        post(
            apiKey,
            CONNECTIONS,
            "{'integrationIdentifier':'%s','subscriberId':'ann','workspace':{'id':'%s'},'auth':{'accessToken':'t'}}"
                .formatted(name, team),
            "data.identifier");
    return new Connected(apiKey, id, identifier);
  }

  private static String post(String apiKey, String path, String body, String field) {
    return ApiCalls.caller(apiKey)
        .contentType(ContentType.JSON)
        .body(ApiCalls.body(body).toString())
        .post(path)
        .then()
        .statusCode(201)
        .extract()
        .path(field);
  }

  private void send(String path) {
    var now = Instant.now();
    var event =
        """
        {"type":"event_callback","team_id":"%s","event_id":"Ev%s","event_time":%d,
         "event":{"type":"app_uninstalled"}}"""
            .formatted(team, UUID.randomUUID(), now.getEpochSecond());
    Deliveries.send(path, slackHeaders(secret, now, event), event).then().statusCode(200);
  }
}
