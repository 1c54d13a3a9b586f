package dev.chatconnect.notice;

import java.time.Instant;
import java.util.Map;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.connect.Journeys;
import dev.chatconnect.crypto.Hmac;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.ENDPOINTS;
import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.unique;
import static dev.chatconnect.notice.Deliveries.ZOOM;
import static dev.chatconnect.notice.Deliveries.sendAtOnce;
import static dev.chatconnect.notice.Deliveries.zoomHeaders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

/** What Zoom's deauthorization does to connections and endpoints. */
@QuarkusTest
class ZoomEventsTest {

  private final String secret = unique("secret-token");
  private final String account = unique("acc");
  private final String user = unique("usr");
  private final String subscriber = unique("subscriber-");
  private ApiCalls.Made integration;

  @BeforeEach
  void createIntegration() {
    integration =
        ApiCalls.integration(
            "zoom",
            "chat",
            "{'clientId':'zoom-client','secretKey':'app-secret','signingSecret':'%s'}"
                .formatted(secret));
  }

  @Test
  void provesThatItHoldsTheSecretToken() {
    // Given
    var body =
        "{\"event\":\"endpoint.url_validation\",\"payload\":{\"plainToken\":\"qgg8vlvZRS6UYooatFL8Aw\"},\"event_ts\":1654503849680}";

    // When
    var answer = send(body);

    // Then
    answer
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("$", aMapWithSize(2))
        .body("plainToken", equalTo("qgg8vlvZRS6UYooatFL8Aw"))
        .body("encryptedToken", equalTo(Hmac.sha256Hex(secret, "qgg8vlvZRS6UYooatFL8Aw")));
  }

  @Test
  void provesNothingToWhoDoesNotHoldTheSecretToken() {
    // Given
    var body =
        "{\"event\":\"endpoint.url_validation\",\"payload\":{\"plainToken\":\"x\"},\"event_ts\":1}";

    // When
    var answer = Deliveries.send(ZOOM, zoomHeaders(unique("other"), Instant.now(), body), body);

    // Then
    answer.then().statusCode(401);
  }

  @Test
  void aUserWhoRemovesTheAppLosesConnectionAndEndpoint() {
    // Given
    var connection = connect();

    // When
    var answer = send(deauthorized(account, user, Instant.now(), "zoom-client"));

    // Then
    answer.then().statusCode(200);
    connection(connection)
        .then()
        .body("data.status", equalTo("revoked"))
        .body("data.statusReason", equalTo("app_deauthorized"));
    endpoints().then().body("data", hasSize(0));
  }

  @Test
  void othersOfTheAccountKeepTheirs() {
    // Given
    var connection = connect();

    // When
    send(deauthorized(account, unique("usr"), Instant.now(), "zoom-client")).then().statusCode(200);

    // Then
    connection(connection).then().body("data.status", equalTo("active"));
    endpoints().then().body("data", hasSize(1));
  }

  @Test
  void aUserWhoIsOnlyLinkedLosesTheEndpoint() {
    // Given
    var body = Journeys.of(integration.identifier(), subscriber);
    callback(Journeys.linkState(body), code("demo", account, user)).then().statusCode(200);
    endpoints().then().body("data", hasSize(1));

    // When
    send(deauthorized(account, user, Instant.now(), "zoom-client")).then().statusCode(200);

    // Then
    endpoints().then().body("data", hasSize(0));
  }

  @Test
  void whoCameBackSinceKeepsEverything() {
    // Given
    var connection = connect();

    // When
    send(deauthorized(account, user, Instant.now().minusSeconds(10), "zoom-client"))
        .then()
        .statusCode(200);

    // Then
    connection(connection).then().body("data.status", equalTo("active"));
    endpoints().then().body("data", hasSize(1));
  }

  @Test
  void theFormerAppOfAnIntegrationHasNoSay() {
    // Given
    var connection = connect();

    // When
    send(deauthorized(account, user, Instant.now(), "former-client")).then().statusCode(200);

    // Then
    connection(connection).then().body("data.status", equalTo("active"));
  }

  @Test
  void theSameEventManyTimesAtOnceIsTakenEachTime() {
    // Given
    var connection = connect();
    var event = deauthorized(account, user, Instant.now(), "zoom-client");

    // When
    var answers = sendAtOnce(20, ZOOM, zoomHeaders(secret, Instant.now(), event), event);

    // Then
    assertThat(answers).hasSize(20).containsOnly(200);
    connection(connection).then().body("data.status", equalTo("revoked"));
  }

  @Test
  void otherEventsAreTakenWithoutEffect() {
    // Given
    var connection = connect();

    // When
    send("{\"event\":\"chat_message.sent\",\"payload\":{\"account_id\":\"" + account + "\"}}")
        .then()
        .statusCode(200);

    // Then
    connection(connection).then().body("data.status", equalTo("active"));
  }

  private String connect() {
    var body = Journeys.of(integration.identifier(), subscriber, Map.of("autoLinkUser", true));
    callback(Journeys.state(body), code("demo", account, user)).then().statusCode(200);
    return ApiCalls.list(CONNECTIONS, Map.of("subscriberId", subscriber))
        .path("data[0].identifier");
  }

  private static Response connection(String identifier) {
    return ApiCalls.get(CONNECTIONS, identifier);
  }

  private Response endpoints() {
    return ApiCalls.list(ENDPOINTS, Map.of("subscriberId", subscriber));
  }

  private static String deauthorized(String account, String user, Instant at, String client) {
    return """
        {"event":"app_deauthorized","payload":{"account_id":"%s","user_id":"%s",
         "signature":"%s","deauthorization_time":"%s","client_id":"%s",
         "event_ts":"2024-09-08 15:58:40"}}"""
        .formatted(account, user, unique("827edc"), at, client);
  }

  private Response send(String body) {
    return Deliveries.send(ZOOM, zoomHeaders(secret, Instant.now(), body), body);
  }
}
