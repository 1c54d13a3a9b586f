package dev.chatconnect.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatconnect.ApiCalls;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.environment.Tenants;
import dev.chatconnect.provider.TokenSet;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.ENDPOINTS;
import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.ApiCalls.caller;
import static dev.chatconnect.ApiCalls.delete;
import static dev.chatconnect.ApiCalls.get;
import static dev.chatconnect.ApiCalls.integration;
import static dev.chatconnect.ApiCalls.patch;
import static dev.chatconnect.ApiCalls.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
class ChangeConnectionTest {

  private static final Instant END = Instant.parse("2031-02-03T04:05:06Z");
  private static final Instant LAST_END = Instant.parse("2032-02-03T04:05:06Z");

  @Inject ConnectionStore connections;
  @Inject Environments environments;

  private final String subscriber = "subscriber-" + UUID.randomUUID();
  private final String identifier = "chconn-" + UUID.randomUUID();
  private ApiCalls.Made slack = new ApiCalls.Made("", "");

  @BeforeEach
  void makeIntegration() {
    slack = integration("slack", "chat", "{'clientId':'1.2','secretKey':'s'}");
  }

  @Test
  void unknownConnectionsAreToldInTheWordsOfEachRoute() {
    // When
    var got = get(CONNECTIONS, identifier);
    var deleted = delete(CONNECTIONS, identifier);
    var patched = patch(CONNECTIONS, identifier, change("{'accessToken':'t'}"));
    var patchedToRotate =
        patch(CONNECTIONS, identifier, change("{'accessToken':'t','refreshToken':'r'}"));

    // Then
    var single = "Channel connection with identifier '" + identifier + "' not found";
    var twice = "Channel connection with identifier \"" + identifier + "\" not found";
    got.then().statusCode(404).body("message", equalTo(single));
    deleted.then().statusCode(404).body("message", equalTo(single));
    patched.then().statusCode(404).body("message", equalTo(twice));
    patchedToRotate.then().statusCode(404).body("message", equalTo(twice));
  }

  @Test
  void aChangeNeedsBothParts() {
    // When
    var answer = patch(CONNECTIONS, identifier, body("{}"));

    // Then
    answer
        .then()
        .statusCode(422)
        .body(
            "errors.general.messages",
            equalTo(
                List.of(
                    "workspace should not be null or undefined",
                    "auth should not be null or undefined")));
  }

  @Test
  void aChangeReplacesWorkspaceAndTokenAndNothingElse() {
    // Given
    create("{'accessToken':'old'}");
    var before = get(CONNECTIONS, identifier).jsonPath();
    var change =
        body(
            change("{'accessToken':'new'}"),
            "{'_environmentId':'x','identifier':'x','subscriberId':'x','contextKeys':['x:y'],'integrationIdentifier':'x','status':'revoked','createdAt':'x'}");

    // When
    var answer = patch(CONNECTIONS, identifier, change);

    // Then
    answer
        .then()
        .statusCode(200)
        .body("data.workspace", equalTo(Map.of("id", "T2")))
        .body("data.subscriberId", equalTo(subscriber))
        .body("data.identifier", equalTo(identifier))
        .body("data.integrationIdentifier", equalTo(slack.identifier()))
        .body("data.contextKeys", equalTo(List.of()))
        .body("data.status", equalTo("active"))
        .body("data.createdAt", equalTo(before.getString("data.createdAt")));
    assertThat(get(CONNECTIONS, identifier).jsonPath().getMap("data"))
        .isEqualTo(answer.jsonPath().getMap("data"));
    assertThat(tokens().accessToken()).isEqualTo("new");
  }

  @Test
  void rotationDataStaysUnlessARefreshTokenIsSent() {
    // Given
    create(
        "{'accessToken':'a','refreshToken':'r','expiresAt':'%s','refreshTokenExpiresAt':'%s'}"
            .formatted(END, LAST_END));

    // When
    patch(CONNECTIONS, identifier, change("{'accessToken':'b'}")).then().statusCode(200);
    var kept = tokens();
    patch(CONNECTIONS, identifier, change("{'accessToken':'c','refreshToken':null}"))
        .then()
        .statusCode(200);
    var dropped = tokens();

    // Then
    assertThat(kept.accessToken()).isEqualTo("b");
    assertThat(kept.refreshToken()).contains("r");
    assertThat(kept.expiresAt()).contains(END);
    assertThat(kept.refreshTokenExpiresAt()).contains(LAST_END);
    assertThat(dropped.accessToken()).isEqualTo("c");
    assertThat(dropped.refreshToken()).isEmpty();
    assertThat(dropped.expiresAt()).isEmpty();
    assertThat(dropped.refreshTokenExpiresAt()).isEmpty();
  }

  @Test
  void aTokenThatIsSentAsAnswersShowItStays() {
    // Given
    create("{'accessToken':'a','refreshToken':'r','expiresAt':'%s'}".formatted(END));
    var shown = get(CONNECTIONS, identifier).jsonPath().getString("data.auth.accessToken");

    // When
    patch(CONNECTIONS, identifier, change("{'accessToken':'%s'}".formatted(shown)))
        .then()
        .statusCode(200)
        .body("data.workspace", equalTo(Map.of("id", "T2")));

    // Then
    assertThat(shown).isEmpty();
    assertThat(tokens().accessToken()).isEqualTo("a");
    assertThat(tokens().refreshToken()).contains("r");
    assertThat(tokens().expiresAt()).contains(END);
  }

  @Test
  void rotationDataCanBeTakenAwayAndTheTokenStay() {
    // Given
    create("{'accessToken':'a','refreshToken':'r','expiresAt':'%s'}".formatted(END));

    // When
    patch(CONNECTIONS, identifier, change("{'accessToken':'','refreshToken':null}"))
        .then()
        .statusCode(200);

    // Then
    assertThat(tokens().accessToken()).isEqualTo("a");
    assertThat(tokens().refreshToken()).isEmpty();
    assertThat(tokens().expiresAt()).contains(END);
  }

  @Test
  void aRefreshTokenAloneIsUsedBeforeTheNextCall() {
    // Given
    create("{'accessToken':'a','refreshToken':'r','expiresAt':'%s'}".formatted(END));

    // When
    patch(CONNECTIONS, identifier, change("{'accessToken':'','refreshToken':'s'}"))
        .then()
        .statusCode(200);

    // Then
    assertThat(tokens().refreshToken()).contains("s");
    assertThat(tokens().expiresAt()).hasValueSatisfying(end -> assertThat(end).isBefore(END));
  }

  @Test
  void aConnectionWithoutATokenHandsOutNone() {
    // Given
    create("{'accessToken':''}");

    // When
    var answer = caller().post(CONNECTIONS + "/{id}/token", identifier);

    // Then
    answer.then().statusCode(409).body("message", containsString("cannot be used: none was given"));
  }

  @Test
  void aRefreshTokenNeedsTheIntegration() {
    // Given
    create("{'accessToken':'a'}");
    caller().delete("/v1/integrations/" + slack.id()).then().statusCode(200);

    // When
    var answer = patch(CONNECTIONS, identifier, change("{'accessToken':'t','refreshToken':'r'}"));

    // Then
    answer
        .then()
        .statusCode(404)
        .body("message", equalTo("Integration \"" + slack.identifier() + "\" not found"));
  }

  @Test
  void aDeletedConnectionTakesItsEndpointsAlongAndFreesItsPlace() {
    // Given
    create("{'accessToken':'a'}");
    var first = link("'connectionIdentifier':'%s',".formatted(identifier), "U1" + subscriber);
    var second = link("'connectionIdentifier':'%s',".formatted(identifier), "U2" + subscriber);
    var unrelated = link("", "U3" + subscriber);

    // When
    var answer = delete(CONNECTIONS, identifier);

    // Then
    answer.then().statusCode(204).header("Content-Type", nullValue()).body(blankOrNullString());
    get(CONNECTIONS, identifier).then().statusCode(404);
    get(ENDPOINTS, first).then().statusCode(404);
    get(ENDPOINTS, second).then().statusCode(404);
    get(ENDPOINTS, unrelated).then().statusCode(200);
    assertListed(CONNECTIONS, 0);
    assertListed(ENDPOINTS, 1);
    create("{'accessToken':'a'}");
    link("", "U1" + subscriber);
  }

  @Test
  void aRenamedIntegrationKeepsItsConnectionsAndEndpoints() {
    // Given
    create("{'accessToken':'a'}");
    var endpoint = link("'connectionIdentifier':'%s',".formatted(identifier), "U" + subscriber);
    var renamed = "renamed-" + UUID.randomUUID();

    // When
    caller()
        .contentType("application/json")
        .body(body("{'identifier':'%s'}".formatted(renamed)).toString())
        .put("/v1/integrations/" + slack.id())
        .then()
        .statusCode(200);

    // Then
    get(CONNECTIONS, identifier).then().body("data.integrationIdentifier", equalTo(renamed));
    get(ENDPOINTS, endpoint).then().body("data.integrationIdentifier", equalTo(renamed));
    for (var path : List.of(CONNECTIONS, ENDPOINTS)) {
      ApiCalls.list(path, Map.of("integrationIdentifier", renamed))
          .then()
          .body("data", hasSize(1))
          .body("data[0].integrationIdentifier", equalTo(renamed));
      ApiCalls.list(path, Map.of("integrationIdentifier", slack.identifier()))
          .then()
          .body("data", hasSize(0));
    }
    link("'integrationIdentifier':'%s',".formatted(renamed), "U" + subscriber);
  }

  private static ObjectNode change(String auth) {
    return body("{'workspace':{'id':'T2','name':null},'auth':%s}".formatted(auth));
  }

  private void create(String auth) {
    post(
            CONNECTIONS,
            body(
                "{'integrationIdentifier':'%s','identifier':'%s','subscriberId':'%s','workspace':{'id':'T1','name':'N'},'auth':%s}"
                    .formatted(slack.identifier(), identifier, subscriber, auth)))
        .then()
        .statusCode(201);
  }

  private String link(String more, String user) {
    var base =
        body(
            "{'integrationIdentifier':'%s','subscriberId':'%s','type':'slack_user','endpoint':{'userId':'%s'}}"
                .formatted(slack.identifier(), subscriber, user));
    return post(ENDPOINTS, body(base, "{" + more + "'context':null}"))
        .then()
        .statusCode(201)
        .extract()
        .path("data.identifier");
  }

  private void assertListed(String path, int count) {
    for (var filter :
        List.of(
            Map.of("subscriberId", subscriber),
            Map.of("integrationIdentifier", slack.identifier()))) {
      ApiCalls.list(path, filter)
          .then()
          .body("data", hasSize(count))
          .body("totalCount", equalTo(count));
    }
  }

  private TokenSet tokens() {
    var environment = Tenants.withKey(environments, "dev-secret-key");
    return connections
        .find(new RedisKeys(environment.id()), identifier)
        .await()
        .atMost(Duration.ofSeconds(5))
        .orElseThrow()
        .tokens();
  }
}
