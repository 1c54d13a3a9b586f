package dev.chatconnect.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import dev.chatconnect.ApiCalls;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.environment.Tenants;
import dev.chatconnect.event.Receiver.Received;
import dev.chatconnect.redis.RedisKeys;
import io.quarkiverse.wiremock.devservice.ConnectWireMock;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.ENDPOINTS;
import static dev.chatconnect.ApiCalls.body;
import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Each change of a record is told once, over the webhook that the test configuration has. */
@QuarkusTest
@ConnectWireMock
class EventsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String KEY = "hooked-secret-key";
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String SECOND_SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

  @Inject Environments environments;
  @Inject ReactiveRedisDataSource redis;

  WireMock wiremock;

  private final String unique = UUID.randomUUID().toString().replace("-", "");
  private final String subscriber = "sub" + unique;
  private final String connection = "conn" + unique;
  private final String endpoint = "endp" + unique;
  private final String accessToken = "xoxb-access-" + unique;
  private final String refreshToken = "xoxe-standin-" + unique;
  private String integration;
  private Receiver receiver;

  @BeforeEach
  void prepare() {
    receiver = new Receiver(wiremock, "/hooks/main");
    receiver.answers(subscriber, 200);
    integration =
        call(
                "POST",
                "/v1/integrations",
                body(
                    "{'active':true,'providerId':'slack','channel':'chat','identifier':'slack-%s',"
                            .formatted(unique)
                        + "'credentials':{'clientId':'1.2','secretKey':'s'}}"))
            .then()
            .statusCode(201)
            .extract()
            .path("data.identifier");
  }

  @Test
  void creatingAConnectionIsToldWithASignature() {
    // When
    connect(Instant.now().plus(Duration.ofHours(1)));

    // Then
    var received = untilReceived("connection.created").get(0);
    assertThat(received.isSignedWith(SECRET)).isTrue();
    assertThat(received.isSignedWith(SECOND_SECRET)).isTrue();
    assertThat(received.json().get("data"))
        .isEqualTo(
            body(
                "{'identifier':'%s','integrationIdentifier':'%s','providerId':'slack',"
                        .formatted(connection, integration)
                    + "'channel':'chat','subscriberId':'%s','contextKeys':[],".formatted(subscriber)
                    + "'workspace':{'id':'T9TK3CUKW','name':'Softball'},'status':'active',"
                    + "'scopes':[]}"));
  }

  @Test
  void replacingTheTokenIsAnUpdateAndSendingItAgainIsNothing() {
    // Given
    connect(Instant.now().plus(Duration.ofHours(1)));
    var change =
        body(
            "{'workspace':{'id':'T9TK3CUKW'},'auth':{'accessToken':'other-%s'}}".formatted(unique));

    // When
    call("PATCH", CONNECTIONS + "/" + connection, change).then().statusCode(200);
    call("PATCH", CONNECTIONS + "/" + connection, change).then().statusCode(200);

    // Then
    assertThat(typesAfterDeletion())
        .containsExactly("connection.created", "connection.updated", "connection.deleted");
  }

  @Test
  void renewingTheTokenIsARefresh() {
    // Given
    connect(Instant.now().minusSeconds(60));

    // When
    call("POST", CONNECTIONS + "/" + connection + "/token").then().statusCode(200);

    // Then
    assertThat(typesAfterDeletion())
        .containsExactly("connection.created", "connection.refreshed", "connection.deleted");
  }

  @Test
  void aRefusedRenewalIsToldWithItsReason() {
    // Given
    connect(Instant.now().minusSeconds(60));
    wiremock.register(
        WireMock.post(WireMock.urlPathEqualTo("/api/oauth.v2.access"))
            .atPriority(1)
            .withFormParam("refresh_token", WireMock.equalTo(refreshToken))
            .willReturn(okJson("{\"ok\":false,\"error\":\"invalid_refresh_token\"}")));

    // When
    call("POST", CONNECTIONS + "/" + connection + "/token").then().statusCode(502);

    // Then
    var data = untilReceived("connection.refresh_failed").get(0).json().get("data");
    assertThat(data.get("status").asText()).isEqualTo("refresh_failed");
    assertThat(data.get("statusReason").asText()).isEqualTo("invalid_refresh_token");
  }

  @Test
  void aConnectionThatTheProviderRejectsIsToldAsRevoked() {
    // Given
    connect(Instant.now().plus(Duration.ofHours(1)));
    wiremock.register(
        WireMock.post(WireMock.urlPathEqualTo("/api/auth.test"))
            .atPriority(1)
            .withHeader("Authorization", WireMock.equalTo("Bearer " + accessToken))
            .willReturn(okJson("{\"ok\":false,\"error\":\"account_inactive\"}")));

    // When
    call("POST", CONNECTIONS + "/" + connection + "/verify").then().statusCode(502);

    // Then
    var data = untilReceived("connection.revoked").get(0).json().get("data");
    assertThat(data.get("status").asText()).isEqualTo("revoked");
    assertThat(data.get("statusReason").asText()).isEqualTo("account_inactive");
  }

  @Test
  void linkingChangingAndUnlinkingAnEndpointAreTold() {
    // Given
    connect(Instant.now().plus(Duration.ofHours(1)));

    // When
    link("U1" + unique);
    change("U1" + unique);
    change("U2" + unique);
    call("DELETE", ENDPOINTS + "/" + endpoint).then().statusCode(204);

    // Then
    assertThat(typesAfterDeletion())
        .containsExactly(
            "connection.created",
            "endpoint.linked",
            "endpoint.updated",
            "endpoint.unlinked",
            "connection.deleted");
    assertThat(untilReceived("endpoint.linked").get(0).json().get("data"))
        .isEqualTo(
            body(
                "{'identifier':'%s','type':'slack_user','integrationIdentifier':'%s',"
                        .formatted(endpoint, integration)
                    + "'providerId':'slack','channel':'chat','connectionIdentifier':'%s',"
                        .formatted(connection)
                    + "'subscriberId':'%s','contextKeys':[]}".formatted(subscriber)));
  }

  @Test
  void deletingAConnectionUnlinksItsEndpoints() {
    // Given
    connect(Instant.now().plus(Duration.ofHours(1)));
    link("U1" + unique);

    // When
    call("DELETE", CONNECTIONS + "/" + connection).then().statusCode(204);

    // Then
    untilReceived("endpoint.unlinked");
    assertThat(untilReceived("connection.deleted").get(0).json().at("/data/identifier").asText())
        .isEqualTo(connection);
  }

  @Test
  void aRefusedWriteIsNoEvent() {
    // Given
    connect(Instant.now().plus(Duration.ofHours(1)));

    // When
    call("POST", CONNECTIONS, connection(Instant.now())).then().statusCode(409);

    // Then
    assertThat(typesAfterDeletion()).containsExactly("connection.created", "connection.deleted");
  }

  @Test
  void nothingSecretIsInTheStreamThePayloadsOrTheAuditLog() {
    // Given
    connect(Instant.now().minusSeconds(60));
    call("POST", CONNECTIONS + "/" + connection + "/token").then().statusCode(200);
    var fresh =
        call("POST", CONNECTIONS + "/" + connection + "/token")
            .then()
            .extract()
            .<String>path("data.accessToken");
    var webhookUrl = "https://hooks.slack.com/services/" + unique;
    call(
            "POST",
            ENDPOINTS,
            body(
                "{'identifier':'%s','integrationIdentifier':'%s','connectionIdentifier':'%s',"
                        .formatted(endpoint, integration, connection)
                    + "'subscriberId':'%s','type':'webhook','endpoint':{'url':'%s'}}"
                        .formatted(subscriber, webhookUrl)))
        .then()
        .statusCode(201);

    // When
    typesAfterDeletion();

    // Then
    var stream =
        redis.execute("XRANGE", keys().events(), "-", "+").await().atMost(PATIENCE).toString();
    var audit =
        ApiCalls.caller(KEY).queryParam("subscriberId", subscriber).get("/v1/audit").asString();
    var payloads = receiver.received(subscriber).stream().map(Received::body).toList().toString();
    assertThat(List.of(stream, audit, payloads))
        .allSatisfy(
            text ->
                assertThat(text)
                    .contains(connection, "endpoint.linked")
                    .doesNotContain(accessToken, refreshToken, fresh, webhookUrl, "hooks.slack.com")
                    .doesNotContain("private-note"));
  }

  private void connect(Instant expiresAt) {
    call("POST", CONNECTIONS, connection(expiresAt)).then().statusCode(201);
  }

  private ObjectNode connection(Instant expiresAt) {
    return body(
        "{'identifier':'%s','integrationIdentifier':'%s','subscriberId':'%s',"
                .formatted(connection, integration, subscriber)
            + "'workspace':{'id':'T9TK3CUKW','name':'Softball','memo':'private-note'},"
            + "'auth':{'accessToken':'%s','refreshToken':'%s','expiresAt':'%s'}}"
                .formatted(accessToken, refreshToken, expiresAt));
  }

  private void link(String user) {
    call(
            "POST",
            ENDPOINTS,
            body(
                "{'identifier':'%s','integrationIdentifier':'%s','connectionIdentifier':'%s',"
                        .formatted(endpoint, integration, connection)
                    + "'subscriberId':'%s','type':'slack_user','endpoint':{'userId':'%s'}}"
                        .formatted(subscriber, user)))
        .then()
        .statusCode(201);
  }

  private void change(String user) {
    call("PATCH", ENDPOINTS + "/" + endpoint, body("{'endpoint':{'userId':'%s'}}".formatted(user)))
        .then()
        .statusCode(200);
  }

  /** Deletes the connection and answers what the receiver was told, in the order of the events. */
  private List<String> typesAfterDeletion() {
    call("DELETE", CONNECTIONS + "/" + connection).then().statusCode(204);
    untilReceived("connection.deleted");
    var events =
        ApiCalls.caller(KEY)
            .queryParams(
                Map.of("subscriberId", subscriber, "limit", "100", "orderDirection", "ASC"))
            .get("/v1/audit")
            .then()
            .statusCode(200)
            .extract()
            .<List<String>>path("data.id");
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                receiver.received(subscriber).stream()
                    .sorted(comparing(received -> events.indexOf(received.id())))
                    .map(Received::type)
                    .toList(),
            // All but the note that the grant was taken back.
            told -> told.size() == events.size() - 1);
  }

  private List<Received> untilReceived(String type) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                receiver.received(subscriber).stream()
                    .filter(received -> received.type().equals(type))
                    .toList(),
            received -> !received.isEmpty());
  }

  private RedisKeys keys() {
    return new RedisKeys(Tenants.withKey(environments, KEY).id());
  }

  private static Response call(String method, String path) {
    return ApiCalls.caller(KEY).request(method, path);
  }

  private static Response call(String method, String path, ObjectNode body) {
    return ApiCalls.caller(KEY)
        .contentType(ContentType.JSON)
        .body(body.toString())
        .request(method, path);
  }
}
