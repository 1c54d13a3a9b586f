package dev.chatconnect.connect;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.chatconnect.connect.OAuthUrlRefusalsTest.CONNECT;
import static dev.chatconnect.connect.OAuthUrlRefusalsTest.LINK;
import static dev.chatconnect.connect.OAuthUrlRefusalsTest.ask;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The rules of the bodies, with the exact texts that clients match on. */
@QuarkusTest
class OAuthUrlBodyTest {

  static Stream<Arguments> brokenRules() {
    var noIntegration =
        List.of(
            "integrationIdentifier should not be null or undefined",
            "Integration identifier is required",
            "integrationIdentifier must be a string");
    var noSubscriber =
        List.of(
            "subscriberId should not be null or undefined",
            "subscriberId is required for link_user",
            "subscriberId must be a string");
    var context =
        List.of(
            "Invalid context payload structure. Expected object with context types as keys and"
                + " string IDs or {id, data} objects as values");
    var i = "{\"integrationIdentifier\":\"x\",";
    var s = "{\"integrationIdentifier\":\"x\",\"subscriberId\":\"s\",";
    return Stream.of(
        arguments(CONNECT, "{}", noIntegration),
        arguments(CONNECT, "null", noIntegration),
        arguments(CONNECT, "[]", noIntegration),
        arguments(CONNECT, "{\"integrationIdentifier\":null}", noIntegration),
        arguments(
            CONNECT,
            "{\"integrationIdentifier\":\"\"}",
            List.of("Integration identifier is required")),
        arguments(
            CONNECT,
            "{\"integrationIdentifier\":1}",
            List.of("integrationIdentifier must be a string")),
        arguments(CONNECT, i + "\"scope\":\"chat:write\"}", List.of("scope must be an array")),
        arguments(CONNECT, i + "\"scope\":[1]}", List.of("each value in scope must be a string")),
        arguments(
            CONNECT,
            i + "\"autoLinkUser\":\"true\"}",
            List.of("autoLinkUser must be a boolean value")),
        arguments(
            CONNECT,
            i + "\"connectionMode\":\"foo\"}",
            List.of("connectionMode must be one of the following values: subscriber, shared")),
        arguments(
            CONNECT,
            i + "\"connectionMode\":1}",
            List.of(
                "connectionMode must be one of the following values: subscriber, shared",
                "connectionMode must be a string")),
        arguments(CONNECT, i + "\"subscriberId\":1}", List.of("subscriberId must be a string")),
        arguments(CONNECT, i + "\"context\":{}}", context),
        arguments(CONNECT, i + "\"context\":[]}", context),
        arguments(CONNECT, i + "\"context\":\"tenant\"}", context),
        arguments(CONNECT, i + "\"context\":{\"tenant\":\"a.b\"}}", context),
        arguments(CONNECT, i + "\"context\":{\"tenant\":{\"data\":{}}}}", context),
        arguments(
            CONNECT,
            i
                + "\"context\":{\"a\":\"1\",\"b\":\"1\",\"c\":\"1\",\"d\":\"1\",\"e\":\"1\",\"f\":\"1\"}}",
            List.of("Too many contexts: 6 provided, maximum allowed is 5")),
        arguments(
            CONNECT,
            i + "\"context\":{\"a\":{\"id\":\"1\",\"data\":[\"" + "x".repeat(66_000) + "\"]}}}",
            List.of("Context 'a' Data is too large: 64KB exceeds 64KB limit")),
        arguments(LINK, i + "\"a\":1}", noSubscriber),
        arguments(
            LINK, i + "\"subscriberId\":\"\"}", List.of("subscriberId is required for link_user")),
        arguments(
            LINK, "{}", Stream.concat(noSubscriber.stream(), noIntegration.stream()).toList()),
        arguments(LINK, s + "\"userScope\":\"x\"}", List.of("userScope must be an array")),
        arguments(LINK, s + "\"contextHash\":1}", List.of("contextHash must be a string")));
  }

  @ParameterizedTest
  @MethodSource("brokenRules")
  void aBodyThatBreaksARuleIsTold(String route, String body, List<String> messages) {
    // When
    var answer = ask(route, body);

    // Then
    answer
        .then()
        .statusCode(422)
        .body("message", equalTo("Validation Error"))
        .body("path", equalTo(route))
        .body("ctx", equalTo(Map.of()))
        .body("errors.general.messages", equalTo(messages))
        .body("errors.general.value", equalTo("No Value Recorded"));
  }
}
