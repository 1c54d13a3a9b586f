package dev.chatconnect.keyring;

import java.util.HashMap;
import java.util.Map;

import jakarta.inject.Inject;

import dev.chatconnect.ApiCalls;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.ENDPOINTS;
import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.connect.Journeys.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

/** Whoever can write to Redis cannot make a secret of one place serve at another. */
@QuarkusTest
@TestProfile(TwoKeys.class)
class MovedCiphertextTest {

  private static final String API_KEY = "dev-secret-key";

  @Inject Stored stored;

  private final Map<String, String> whole = new HashMap<>();

  /** Other tests read the same records, some of them all at once. */
  @AfterEach
  void repair() {
    whole.forEach(stored::put);
  }

  @Test
  void betweenConnections() {
    // Given
    var integration = ApiCalls.integration("slack");
    var mine = record("connection", connect(API_KEY, integration.identifier()));
    var other = record("connection", connect(API_KEY, integration.identifier()));

    // When
    move(other, mine, "tokens");

    // Then
    assertRefused(token(API_KEY, mine));
    get(API_KEY, CONNECTIONS, mine).then().body("data.auth.accessToken", equalTo(""));
  }

  @Test
  void betweenEnvironments() {
    // Given
    var identifier = unique("chconn-");
    connect(API_KEY, ApiCalls.integration("slack").identifier(), identifier);
    connect(TwoKeys.OTHER_API_KEY, integrationOfOther(), identifier);
    var mine = Stored.DEFAULT.record("connection", identifier);

    // When
    move(Stored.OTHER.record("connection", identifier), mine, "tokens");

    // Then
    assertRefused(token(API_KEY, mine));
    token(TwoKeys.OTHER_API_KEY, mine).then().statusCode(200);
  }

  @Test
  void betweenEndpoints() {
    // Given
    var integration = ApiCalls.integration("slack").identifier();
    var mine = record("endpoint", webhook(integration));
    var other = record("endpoint", webhook(integration));

    // When
    move(other, mine, "endpoint");

    // Then
    assertRefused(get(API_KEY, ENDPOINTS, mine));
  }

  @Test
  void betweenKindsOfRecords() {
    // Given
    var integration = ApiCalls.integration("slack").identifier();
    var connection = record("connection", connect(API_KEY, integration));
    var endpoint = record("endpoint", webhook(integration));

    // When
    tamper(endpoint, with(endpoint, "endpoint", ciphertext(connection, "tokens")));

    // Then
    assertRefused(get(API_KEY, ENDPOINTS, endpoint));
  }

  @Test
  void betweenFieldsOfAnIntegration() {
    // Given
    var integration =
        ApiCalls.integration("slack", "chat", "{'secretKey':'one','signingSecret':'two'}");
    var key = record("integration", integration.id());
    var record = ApiCalls.body(stored.raw(key));
    var credentials = record.withObject("/credentials");
    credentials.set("secretKey", credentials.get("signingSecret"));

    // When
    tamper(key, record.toString());

    // Then
    ApiCalls.caller()
        .get("/v1/integrations")
        .then()
        .statusCode(200)
        .body("data._id", not(hasItem(integration.id())));
  }

  private static void assertRefused(Response answer) {
    answer.then().statusCode(503);
    assertThat(answer.asString()).doesNotContain("xoxb").doesNotContain("hooks.example.com");
  }

  private void move(String from, String to, String field) {
    tamper(to, with(to, field, ciphertext(from, field)));
  }

  private void tamper(String key, String raw) {
    whole.put(key, stored.raw(key));
    stored.put(key, raw);
  }

  private String with(String key, String field, String ciphertext) {
    return ApiCalls.body(stored.raw(key)).put(field, ciphertext).toString();
  }

  private String ciphertext(String key, String field) {
    return ApiCalls.body(stored.raw(key)).get(field).textValue();
  }

  private static String record(String kind, String id) {
    return Stored.DEFAULT.record(kind, id);
  }

  private static Response get(String apiKey, String path, String key) {
    return ApiCalls.caller(apiKey).get(path + "/{id}", key.substring(key.lastIndexOf(':') + 1));
  }

  private static Response token(String apiKey, String key) {
    return ApiCalls.caller(apiKey)
        .post(CONNECTIONS + "/{id}/token", key.substring(key.lastIndexOf(':') + 1));
  }

  private static String connect(String apiKey, String integration) {
    return connect(apiKey, integration, unique("chconn-"));
  }

  private static String connect(String apiKey, String integration, String identifier) {
    ApiCalls.caller(apiKey)
        .contentType("application/json")
        .body(
            body("{'identifier':'%s','integrationIdentifier':'%s','subscriberId':'%s','workspace':{'id':'T1'},'auth':{'accessToken':'xoxb-1'}}"
                    .formatted(identifier, integration, unique("s")))
                .toString())
        .post(CONNECTIONS)
        .then()
        .statusCode(201);
    return identifier;
  }

  private static String webhook(String integration) {
    return ApiCalls.post(
            ENDPOINTS,
            body(
                "{'integrationIdentifier':'%s','subscriberId':'%s','type':'webhook','endpoint':{'url':'https://hooks.example.com/%s'}}"
                    .formatted(integration, unique("s"), unique("h"))))
        .then()
        .statusCode(201)
        .extract()
        .path("data.identifier");
  }

  private static String integrationOfOther() {
    return given()
        .header("Authorization", "ApiKey " + TwoKeys.OTHER_API_KEY)
        .contentType("application/json")
        .body(body("{'providerId':'slack','channel':'chat','active':true}").toString())
        .post("/v1/integrations")
        .then()
        .statusCode(201)
        .extract()
        .path("data.identifier");
  }
}
