package dev.chatconnect.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.environment.Tenants;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.ApiCalls.integration;
import static dev.chatconnect.ApiCalls.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
class CreateConnectionTest {

  private static final String CREDENTIALS = "{'clientId':'1.2','secretKey':'s'}";

  @Inject ConnectionStore connections;
  @Inject Environments environments;

  private final String subscriber = "subscriber-" + UUID.randomUUID();
  private final String identifier = "chconn-" + UUID.randomUUID();

  @Test
  void ownerAndThenIdentifierMustBeFree() {
    // Given
    var slack = integration("slack").identifier();
    var context = "{'context':{'tenant':'acme','app':{'id':'jira'}},'identifier':'%s'}";
    var first = body(valid(slack), context.formatted(identifier));
    post(CONNECTIONS, first).then().statusCode(201);

    // When
    var sameOwner = post(CONNECTIONS, first);
    var sameIdentifier = post(CONNECTIONS, body(first, "{'context':null}"));

    // Then
    sameOwner
        .then()
        .statusCode(409)
        .body("error", equalTo("Conflict"))
        .body(
            "message",
            equalTo(
                "A channel connection already exists for integration \"%s\" with subscriberId \"%s\" and context [app:jira, tenant:acme]. Connection ID: %s"
                    .formatted(slack, subscriber, identifier)));
    sameIdentifier
        .then()
        .statusCode(409)
        .body(
            "message",
            equalTo(
                "Channel connection with identifier \"%s\" already exists in environment \"%s\""
                    .formatted(identifier, environmentId())));
  }

  @Test
  void conflictsNameWhatTheOwnerLacks() {
    // Given
    var slack = integration("slack").identifier();
    var shared = "{'connectionMode':'shared','context':{'tenant':'acme'},'subscriberId':'%s'}";
    post(CONNECTIONS, valid(slack)).then().statusCode(201);
    post(CONNECTIONS, body(valid(slack), shared.formatted("one"))).then().statusCode(201);

    // When
    var withoutContext = post(CONNECTIONS, valid(slack));
    var withoutSubscriber = post(CONNECTIONS, body(valid(slack), shared.formatted("two")));

    // Then
    assertThat(withoutContext.<String>path("message"))
        .contains(
            "with subscriberId \"" + subscriber + "\" and no context. Connection ID: chconn_");
    assertThat(withoutSubscriber.<String>path("message"))
        .contains("with no subscriberId and context [tenant:acme]. Connection ID: chconn_");
    assertThat(withoutSubscriber.statusCode()).isEqualTo(409);
  }

  @Test
  void answersTheWholeConnectionWithoutItsSecrets() {
    // Given
    var slack = integration("slack", "chat", CREDENTIALS).identifier();
    var request =
        body(
            valid(slack),
            "{'identifier':null,'context':{'tenant':'acme'},'connectionMode':null,'unknown':1,"
                + "'workspace':{'id':'T1','name':null,'extra':{'b':2,'a':[1,'x']}},"
                + "'auth':{'accessToken':'xoxb-1','refreshToken':'xoxe-1','expiresAt':null}}");

    // When
    var answer = post(CONNECTIONS, request);

    // Then
    answer
        .then()
        .statusCode(201)
        .body("keySet()", equalTo(Set.of("data")))
        .body("data.identifier", matchesPattern("chconn_[0-9a-z]{12}"))
        .body("data.auth", equalTo(Map.of("accessToken", "")))
        .body("data.status", equalTo("active"))
        .body(
            "data.createdAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"))
        .body("data.updatedAt", equalTo(answer.<String>path("data.createdAt")));
    assertThat(JsonPath.from(answer.asString()).getMap("data"))
        .containsOnlyKeys(
            "identifier",
            "channel",
            "providerId",
            "integrationIdentifier",
            "subscriberId",
            "contextKeys",
            "workspace",
            "auth",
            "createdAt",
            "updatedAt",
            "status",
            "scopes")
        .containsEntry("channel", "chat")
        .containsEntry("providerId", "slack")
        .containsEntry("integrationIdentifier", slack)
        .containsEntry("subscriberId", subscriber)
        .containsEntry("contextKeys", List.of("tenant:acme"));
    assertThat(answer.asString())
        .contains("\"workspace\":{\"id\":\"T1\",\"extra\":{\"b\":2,\"a\":[1,\"x\"]}}")
        .doesNotContain("xoxb-1", "xoxe-1");
  }

  @Test
  void aRefreshTokenWithoutAnEndMeansThatTheAccessTokenEndsNow() {
    // Given
    var slack = integration("slack", "chat", CREDENTIALS).identifier();
    var auth = "{'identifier':'%s','auth':{'accessToken':'a','refreshToken':'r'}}";

    // When
    post(CONNECTIONS, body(valid(slack), auth.formatted(identifier))).then().statusCode(201);

    // Then
    var tokens = stored().tokens();
    assertThat(tokens.refreshToken()).contains("r");
    assertThat(tokens.expiresAt().orElseThrow())
        .isCloseTo(Instant.now(), within(Duration.ofSeconds(30)));
  }

  @Test
  void sharedConnectionsForgetTheSubscriber() {
    // Given
    var slack = integration("slack").identifier();
    var shared = body(valid(slack), "{'connectionMode':'shared','context':{'tenant':'acme'}}");

    // When
    var answer = post(CONNECTIONS, shared);

    // Then
    answer.then().statusCode(201).body("data.subscriberId", nullValue());
    assertThat(answer.asString()).contains("\"subscriberId\":null");
  }

  private ObjectNode valid(String integration) {
    return body(
        "{'integrationIdentifier':'%s','subscriberId':'%s','workspace':{'id':'T1'},'auth':{'accessToken':''}}"
            .formatted(integration, subscriber));
  }

  private ChannelConnection stored() {
    return connections
        .find(new RedisKeys(environmentId()), identifier)
        .await()
        .atMost(Duration.ofSeconds(5))
        .orElseThrow();
  }

  private String environmentId() {
    return Tenants.withKey(environments, "dev-secret-key").id();
  }
}
