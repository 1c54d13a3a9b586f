package dev.chatconnect.endpoint;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.ENDPOINTS;
import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.ApiCalls.integration;
import static dev.chatconnect.ApiCalls.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.params.provider.Arguments.arguments;

@QuarkusTest
class CreateEndpointTest {

  private static final String COMMAND = "Validation failed for CreateChannelEndpointCommand: ";
  private static final String TOOL =
      "{'type':'pagerduty_service','endpoint':{'routingKey':'%s','region':'eu'}}"
          .formatted("a".repeat(32));
  private static final String WEBHOOK =
      "{'type':'tool_webhook','endpoint':{'url':'https://hook.example'}}";

  private final String subscriber = "subscriber-" + UUID.randomUUID();
  private final String identifier = "chendp-" + UUID.randomUUID();
  private final String user = "U" + UUID.randomUUID();

  @Test
  void tellsTheRejectedEndpoint() {
    // Given
    var broken = body(valid("unknown"), "{'endpoint':{'userId':5}}");

    // When
    var answer = post(ENDPOINTS, broken);

    // Then
    var message = "Endpoint must match the required format for type \"slack_user\"";
    var answered = answer.then().statusCode(422).extract().jsonPath();
    assertThat(answered.getMap("$"))
        .containsOnlyKeys("statusCode", "timestamp", "path", "message", "ctx", "errors")
        .containsEntry("statusCode", 422)
        .containsEntry("path", ENDPOINTS)
        .containsEntry("ctx", Map.of())
        .containsEntry("message", COMMAND + "endpoint: " + message)
        .containsEntry(
            "errors",
            Map.of("endpoint", Map.of("messages", List.of(message), "value", Map.of("userId", 5))));
  }

  static Stream<Arguments> brokenBodies() {
    return Stream.of(
        arguments(
            "{'integrationIdentifier':null}",
            "integrationIdentifier: integrationIdentifier should not be null or undefined,"
                + " integrationIdentifier must be a string"),
        arguments("{'subscriberId':1}", "subscriberId: subscriberId must be a string"),
        arguments("{'subscriberId':''}", "subscriberId: subscriberId should not be empty"),
        arguments("{'identifier':1}", "identifier: identifier must be a string"),
        arguments(
            "{'connectionIdentifier':[]}",
            "connectionIdentifier: connectionIdentifier must be a string"),
        arguments(
            "{'createSubscriberIfMissing':'true'}",
            "createSubscriberIfMissing: createSubscriberIfMissing must be a boolean value"),
        arguments(
            "{'type':'fax'}",
            "type: type must be one of the following values: slack_channel, slack_user, webhook,"
                + " phone, ms_teams_channel, ms_teams_user, telegram_chat, webex_room,"
                + " webex_person, line_user, pagerduty_service, opsgenie_integration,"
                + " grafana_oncall_integration, tool_webhook, discord_user, google_chat_user,"
                + " zoom_user; endpoint: Endpoint must match the required format for type"
                + " \"fax\""),
        arguments(
            "{'subscriberId':1,'endpoint':null}",
            "subscriberId: subscriberId must be a string; endpoint: endpoint should not be null or"
                + " undefined, Endpoint must match the required format for type \"slack_user\""),
        arguments(
            "{'context':[]}",
            "context: Invalid context payload structure. Expected object with context types as"
                + " keys and string IDs or {id, data} objects as values"));
  }

  @ParameterizedTest
  @MethodSource("brokenBodies")
  void namesEveryBrokenField(String overrides, String text) {
    // When
    var answer = post(ENDPOINTS, body(valid("unknown"), overrides));

    // Then
    answer.then().statusCode(422).body("message", equalTo(COMMAND + text));
    assertThat(answer.jsonPath().getMap("errors"))
        .containsKey(text.substring(0, text.indexOf(':')));
  }

  static Stream<Arguments> misfits() {
    return Stream.of(
        arguments(
            "slack",
            TOOL,
            "Channel endpoint type \"pagerduty_service\" requires a PagerDuty integration"),
        arguments(
            "slack",
            "{'type':'opsgenie_integration','endpoint':{'apiKey':'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa','region':'us'}}",
            "Channel endpoint type \"opsgenie_integration\" requires an Opsgenie integration"),
        arguments(
            "slack",
            "{'type':'grafana_oncall_integration','endpoint':{'url':'https://g/integrations/v1/formatted_webhook/a'}}",
            "Channel endpoint type \"grafana_oncall_integration\" requires a Grafana integration"),
        arguments(
            "slack",
            WEBHOOK,
            "Channel endpoint type \"tool_webhook\" requires a Tool webhook integration"),
        arguments(
            "tool-webhook",
            WEBHOOK,
            "tool_webhook endpoints require the Tool webhook integration to use dynamic"
                + " routingMode"),
        arguments(
            "slack",
            "{'type':'webex_room','endpoint':{'roomId':'r'},'connectionIdentifier':'unknown'}",
            "Channel endpoint type \"webex_room\" requires a Webex Messaging integration"),
        arguments(
            "msteams", "{}", "Channel endpoint type \"slack_user\" requires a Slack integration"),
        arguments(
            "slack",
            "{'type':'phone','endpoint':{'phoneNumber':'+4179'}}",
            "Channel endpoint type \"phone\" does not fit integration \"%s\" of provider \"slack\""),
        arguments(
            "webex-messaging",
            "{'type':'webex_person','endpoint':{'personId':'p'}}",
            "Channel endpoint type \"webex_person\" requires a connectionIdentifier"));
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void refusesWhatDoesNotFitTheIntegration(String provider, String overrides, String text) {
    // Given
    var made = integration(provider).identifier();

    // When
    var answer = post(ENDPOINTS, body(valid(made), overrides));

    // Then
    answer.then().statusCode(400).body("message", equalTo(text.formatted(made)));
  }

  @Test
  void checksIntegrationThenIdentifierThenFitThenConnection() {
    // Given
    var slack = integration("slack").identifier();
    var connection = connect(integration("slack").identifier(), "null");
    var named = body(valid(slack), "{'identifier':'%s'}".formatted(identifier));
    post(ENDPOINTS, named).then().statusCode(201);
    var misfit = body(named, TOOL);

    // When
    var unknown = post(ENDPOINTS, body(misfit, "{'integrationIdentifier':'nope'}"));
    var taken = post(ENDPOINTS, misfit);
    var foreign =
        post(ENDPOINTS, body(valid(slack), "{'connectionIdentifier':'%s'}".formatted(connection)));

    // Then
    assertRefused(unknown, 404, "Integration not found: nope");
    assertThat(taken.statusCode()).isEqualTo(409);
    assertThat(taken.<String>path("message"))
        .matches(
            "Channel endpoint with identifier \"%s\" already exists in environment \"[0-9a-f]{24}\""
                .formatted(identifier));
    assertRefused(foreign, 404, "Channel connection not found: " + connection);
  }

  @Test
  void aWebexEndpointHasTheContextOfItsConnection() {
    // Given
    var webex = integration("webex-messaging").identifier();
    var connection = connect(webex, "{'tenant':'acme'}");
    var room =
        "{'type':'webex_room','endpoint':{'roomId':'r'},'connectionIdentifier':'%s','context':%s}";

    // When
    var other = post(ENDPOINTS, body(valid(webex), room.formatted(connection, "{'tenant':'b'}")));
    var same = post(ENDPOINTS, body(valid(webex), room.formatted(connection, "{'tenant':'acme'}")));

    // Then
    assertRefused(
        other,
        400,
        "Webex endpoint context must match channel connection \"" + connection + "\" context");
    same.then().statusCode(201).body("data.connectionIdentifier", equalTo(connection));
  }

  @Test
  void aToolIgnoresTheConnectionAndIsThereOnce() {
    // Given
    var pagerduty = integration("pagerduty", "tool", "{}").identifier();
    var tool = body(body(valid(pagerduty), TOOL), "{'connectionIdentifier':'unknown'}");

    // When
    var first = post(ENDPOINTS, tool);
    var second = post(ENDPOINTS, tool);

    // Then
    first
        .then()
        .statusCode(201)
        .body("data.channel", equalTo("tool"))
        .body("data.endpoint.routingKey", equalTo("a".repeat(32)));
    assertThat(first.asString()).contains("\"connectionIdentifier\":null");
    assertRefused(
        second,
        409,
        "PagerDuty endpoint already exists for subscriber \"%s\" on integration \"%s\""
            .formatted(subscriber, pagerduty));
  }

  @Test
  void answersTheWholeEndpoint() {
    // Given
    var slack = integration("slack").identifier();
    var request = body(valid(slack), "{'context':{'tenant':'acme'},'identifier':null}");

    // When
    var answer = post(ENDPOINTS, request);

    // Then
    answer
        .then()
        .statusCode(201)
        .body("keySet()", equalTo(Set.of("data")))
        .body("data.identifier", matchesPattern("chendp_[0-9a-z]{12}"));
    assertThat(answer.jsonPath().getMap("data"))
        .containsOnlyKeys(
            "identifier",
            "channel",
            "providerId",
            "integrationIdentifier",
            "connectionIdentifier",
            "subscriberId",
            "contextKeys",
            "type",
            "endpoint",
            "createdAt",
            "updatedAt")
        .containsEntry("connectionIdentifier", null)
        .containsEntry("contextKeys", List.of("tenant:acme"))
        .containsEntry("endpoint", Map.of("userId", user));
  }

  private static void assertRefused(Response answer, int status, String text) {
    answer.then().statusCode(status).body("message", equalTo(text));
  }

  private String connect(String integration, String context) {
    return post(
            CONNECTIONS,
            body(
                "{'integrationIdentifier':'%s','subscriberId':'%s','context':%s,'workspace':{'id':'T'},'auth':{'accessToken':'t'}}"
                    .formatted(integration, subscriber, context)))
        .then()
        .statusCode(201)
        .extract()
        .path("data.identifier");
  }

  private ObjectNode valid(String integration) {
    return body(
        "{'integrationIdentifier':'%s','subscriberId':'%s','createSubscriberIfMissing':false,'type':'slack_user','endpoint':{'userId':'%s'}}"
            .formatted(integration, subscriber, user));
  }
}
