package dev.chatconnect.connection;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.ApiCalls.integration;
import static dev.chatconnect.ApiCalls.patch;
import static dev.chatconnect.ApiCalls.post;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What a create must not ask for, in the order of the checks. */
@QuarkusTest
class RefusedConnectionTest {

  private final String subscriber = "subscriber-" + UUID.randomUUID();

  static Stream<Arguments> brokenBodies() {
    return Stream.of(
        arguments(
            "{'integrationIdentifier':null,'workspace':null,'auth':null}",
            List.of(
                "integrationIdentifier should not be null or undefined",
                "integrationIdentifier must be a string",
                "workspace should not be null or undefined",
                "auth should not be null or undefined")),
        arguments("{'integrationIdentifier':1}", List.of("integrationIdentifier must be a string")),
        arguments(
            "{'workspace':{}}",
            List.of(
                "workspace.id should not be null or undefined", "workspace.id must be a string")),
        arguments(
            "{'workspace':{'id':'T','name':1,'botUserId':[]}}",
            List.of("workspace.name must be a string", "workspace.botUserId must be a string")),
        arguments(
            "{'workspace':'T1'}",
            List.of("nested property workspace must be either object or array")),
        arguments("{'workspace':[]}", List.of("workspace must be an object")),
        arguments("{'auth':[]}", List.of("auth must be an object")),
        arguments("{'auth':[{}]}", List.of("auth must be an object")),
        arguments("{'auth':1}", List.of("nested property auth must be either object or array")),
        arguments(
            "{'auth':{}}",
            List.of(
                "auth.accessToken should not be null or undefined",
                "auth.accessToken must be a string")),
        arguments("{'auth':{'accessToken':1}}", List.of("auth.accessToken must be a string")),
        arguments(
            "{'auth':{'accessToken':'t','refreshToken':1,'expiresAt':2,'refreshTokenExpiresAt':3}}",
            List.of(
                "auth.refreshToken must be a string",
                "auth.expiresAt must be a string",
                "auth.refreshTokenExpiresAt must be a string")),
        arguments(
            "{'auth':{'accessToken':'t','expiresAt':'soon'}}",
            List.of("auth.expiresAt must be a valid ISO 8601 date string")),
        arguments(
            "{'auth':{'accessToken':'t','refreshToken':'r','expiresAt':'+999999999-12-31T23:59:59Z'}}",
            List.of("auth.expiresAt must be a valid ISO 8601 date string")),
        arguments(
            "{'auth':{'accessToken':'t','refreshTokenExpiresAt':'-0001-12-31T23:59:59Z'}}",
            List.of("auth.refreshTokenExpiresAt must be a valid ISO 8601 date string")),
        arguments("{'identifier':1}", List.of("identifier must be a string")),
        arguments("{'subscriberId':1}", List.of("subscriberId must be a string")),
        arguments(
            "{'connectionMode':'foo'}",
            List.of("connectionMode must be one of the following values: subscriber, shared")),
        arguments(
            "{'connectionMode':''}",
            List.of("connectionMode must be one of the following values: subscriber, shared")),
        arguments(
            "{'connectionMode':5}",
            List.of(
                "connectionMode must be one of the following values: subscriber, shared",
                "connectionMode must be a string")));
  }

  @ParameterizedTest
  @MethodSource("brokenBodies")
  void namesEveryBrokenRule(String overrides, List<String> messages) {
    // Given
    var broken = body(valid("unknown"), overrides);

    // When
    var answer = post(CONNECTIONS, broken);

    // Then
    answer
        .then()
        .statusCode(422)
        .body("statusCode", equalTo(422))
        .body("path", equalTo(CONNECTIONS))
        .body("message", equalTo("Validation Error"))
        .body("ctx", equalTo(Map.of()))
        .body("errors.keySet()", equalTo(Set.of("general")))
        .body("errors.general.messages", equalTo(messages))
        .body("errors.general.value", equalTo("No Value Recorded"));
  }

  static Stream<Arguments> refusedBodies() {
    return Stream.of(
        arguments(
            "{'connectionMode':'shared'}",
            400,
            "context is required when connectionMode is \"shared\""),
        arguments(
            "{'connectionMode':'subscriber','subscriberId':null,'context':{'t':'a'}}",
            400,
            "subscriberId is required when connectionMode is \"subscriber\""),
        arguments("{'subscriberId':null}", 400, "Either subscriberId or context must be provided"),
        arguments("{'subscriberId':''}", 400, "Either subscriberId or context must be provided"),
        arguments(
            "{'auth':{'accessToken':'t','refreshToken':'r'}}",
            404,
            "Integration not found: unknown"),
        arguments("{'integrationIdentifier':''}", 404, "Integration not found: "));
  }

  @ParameterizedTest
  @MethodSource("refusedBodies")
  void checksTheModeBeforeTheIntegration(String overrides, int status, String message) {
    // When
    var answer = post(CONNECTIONS, body(valid("unknown"), overrides));

    // Then
    answer
        .then()
        .statusCode(status)
        .body("message", equalTo(message))
        .body("ctx.statusCode", equalTo(status))
        .body("error", equalTo(status == 404 ? "Not Found" : "Bad Request"));
  }

  @Test
  void refusesARefreshTokenThatNobodyCanUseBeforeItLooksForConflicts() {
    // Given
    var fixed = integration("mattermost").identifier();
    var incomplete = integration("slack", "chat", "{'clientId':'1.2'}").identifier();
    var auth = "{'auth':{'accessToken':'t','refreshToken':'r'}}";
    post(CONNECTIONS, valid(fixed)).then().statusCode(201);

    // When
    var unsupported = post(CONNECTIONS, body(valid(fixed), auth));
    var withoutCredentials = post(CONNECTIONS, body(valid(incomplete), auth));

    // Then
    unsupported
        .then()
        .statusCode(400)
        .body(
            "message",
            equalTo(
                "Token rotation is not supported for provider \"mattermost\". Remove refreshToken"
                    + " from the connection auth."));
    withoutCredentials
        .then()
        .statusCode(400)
        .body(
            "message",
            equalTo(
                "Integration \"%s\" must have clientId and secretKey configured to store a rotating refresh token."
                    .formatted(incomplete)));
  }

  @Test
  void refusesADateThatNoCalendarMeansInAChangeToo() {
    // Given
    var rotating = integration("slack", "chat", "{'clientId':'1.2','secretKey':'s'}").identifier();
    var identifier = post(CONNECTIONS, valid(rotating)).<String>path("data.identifier");

    // When
    var answer =
        patch(
            CONNECTIONS,
            identifier,
            body(
                "{'workspace':{'id':'T1'},'auth':{'accessToken':'t','refreshToken':'r','expiresAt':'+999999999-12-31T23:59:59Z'}}"));

    // Then
    answer
        .then()
        .statusCode(422)
        .body(
            "errors.general.messages",
            equalTo(List.of("auth.expiresAt must be a valid ISO 8601 date string")));
  }

  private ObjectNode valid(String integration) {
    return body(
        "{'integrationIdentifier':'%s','subscriberId':'%s','workspace':{'id':'T1'},'auth':{'accessToken':''}}"
            .formatted(integration, subscriber));
  }
}
