package dev.chatconnect.endpoint;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatconnect.ApiCalls;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
class ChangeEndpointTest {

  @Inject RedisDataSource redis;

  private final String subscriber = "subscriber-" + UUID.randomUUID();
  private final String identifier = "chendp-" + UUID.randomUUID();
  private String integration = "";

  @BeforeEach
  void makeIntegration() {
    integration = integration("slack").identifier();
  }

  @Test
  void unknownEndpointsAreToldInTheWordsOfEachRoute() {
    // When
    var got = get(ENDPOINTS, identifier);
    var deleted = delete(ENDPOINTS, identifier);
    var patched = patch(ENDPOINTS, identifier, body("{'endpoint':{}}"));

    // Then
    var single = "Channel endpoint with identifier '" + identifier + "' not found";
    got.then().statusCode(404).body("message", equalTo(single));
    deleted.then().statusCode(404).body("message", equalTo(single));
    patched.then().statusCode(404);
    assertThat(patched.<String>path("message"))
        .matches(
            "Channel endpoint with identifier \"%s\" not found in environment \"[0-9a-f]{24}\""
                .formatted(identifier));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                             | 422 | endpoint should not be null or undefined
          {'endpoint':null}              | 422 | endpoint should not be null or undefined
          {'endpoint':[]}                | 422 | endpoint must be an object
          {'endpoint':'x'}               | 422 | endpoint must be an object
          {'endpoint':{}}                | 400 | Endpoint must match the required format for type "slack_user"
          {'endpoint':{'channelId':'C'}} | 400 | Endpoint must match the required format for type "slack_user"
          """)
  void aChangeMustFitTheStoredType(String change, int status, String message) {
    // Given
    create(user("U" + identifier), subscriber).then().statusCode(201);

    // When
    var answer = patch(ENDPOINTS, identifier, body(change));

    // Then
    answer.then().statusCode(status);
    assertThat(answer.asString()).contains(message.replace("\"", "\\\""));
    get(ENDPOINTS, identifier).then().body("data.endpoint.userId", equalTo("U" + identifier));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}               | endpoint should not be null or undefined, endpoint must be an object
          {'endpoint':'x'} | endpoint must be an object
          """)
  void aChangeWithoutFieldsIsToldEveryRuleThatItBreaks(String change, String messages) {
    // When
    var answer = patch(ENDPOINTS, identifier, body(change));

    // Then
    answer
        .then()
        .statusCode(422)
        .body("errors.general.messages", equalTo(List.of(messages.split(", "))));
  }

  @Test
  void aChangeReplacesTheFieldsAndNothingElse() {
    // Given
    create("'type':'webhook','endpoint':{'url':'u','channel':'c'}", subscriber);

    // When
    var answer =
        patch(
            ENDPOINTS,
            identifier,
            body("{'endpoint':{'url':'v'},'subscriberId':'x','type':'phone','identifier':'x'}"));

    // Then
    answer
        .then()
        .statusCode(200)
        .body("data.endpoint", equalTo(Map.of("url", "v")))
        .body("data.subscriberId", equalTo(subscriber))
        .body("data.type", equalTo("webhook"))
        .body("data.identifier", equalTo(identifier));
    assertThat(get(ENDPOINTS, identifier).jsonPath().getMap("data"))
        .isEqualTo(answer.jsonPath().getMap("data"));
  }

  @Test
  void anExtraFieldWithoutAValueIsForgotten() {
    // When
    var answer = create("'type':'webhook','endpoint':{'url':'u','extra':null}", subscriber);

    // Then
    answer.then().statusCode(201).body("data.endpoint", equalTo(Map.of("url", "u")));
  }

  @Test
  void linkingTheSameUserAgainUpdatesAndAnotherSubscriberIsAConflict() {
    // Given
    var first = create(user("U" + identifier), subscriber).jsonPath();

    // When
    var again = createUnnamed(user("U" + identifier), subscriber);
    var named = create(user("U" + identifier), subscriber);
    var other = createUnnamed(user("U" + identifier), subscriber + "-2");
    var otherContext =
        createUnnamed(user("U" + identifier) + ",'context':{'tenant':'acme'}", subscriber);

    // Then
    again
        .then()
        .statusCode(201)
        .body("data.identifier", equalTo(identifier))
        .body("data.createdAt", equalTo(first.getString("data.createdAt")));
    named.then().statusCode(201).body("data.identifier", equalTo(identifier));
    var text =
        "This slack user is already linked to another subscriber or context on integration \"%s\""
            .formatted(integration);
    other.then().statusCode(409).body("message", equalTo(text));
    otherContext.then().statusCode(409).body("message", equalTo(text));
    assertListed(Map.of("integrationIdentifier", integration), identifier);
  }

  @Test
  void aChangeMovesTheUserThatIsHeld() {
    // Given
    create(user("A" + identifier), subscriber);
    createUnnamed(user("B" + identifier), subscriber).then().statusCode(201);

    // When
    var taken = patch(ENDPOINTS, identifier, body("{'endpoint':{'userId':'B" + identifier + "'}}"));
    var free = patch(ENDPOINTS, identifier, body("{'endpoint':{'userId':'C" + identifier + "'}}"));

    // Then
    taken.then().statusCode(409);
    free.then().statusCode(200);
    createUnnamed(user("A" + identifier), subscriber + "-2").then().statusCode(201);
    createUnnamed(user("C" + identifier), subscriber + "-2").then().statusCode(409);
  }

  @Test
  void aGroupMayHaveSeveralSubscribers() {
    // Given
    integration = integration("telegram").identifier();
    create(chat("-100"), subscriber).then().statusCode(201);

    // When
    var other = createUnnamed(chat("-100"), subscriber + "-2");

    // Then
    other.then().statusCode(201);
    assertThat(other.<String>path("data.identifier")).isNotEqualTo(identifier);
  }

  @Test
  void aGroupDoesNotBecomeAPersonWhoIsAnotherSubscriber() {
    // Given
    integration = integration("telegram").identifier();
    create(chat("-100"), subscriber).then().statusCode(201);
    createUnnamed(chat("42"), subscriber + "-2").then().statusCode(201);

    // When
    var answer = patch(ENDPOINTS, identifier, body("{'endpoint':{'chatId':'42'}}"));

    // Then
    answer.then().statusCode(409);
    get(ENDPOINTS, identifier).then().body("data.endpoint.chatId", equalTo("-100"));
  }

  @Test
  void aGroupThatBecomesAPersonIsHeldUntilItIsAGroupAgain() {
    // Given
    integration = integration("telegram").identifier();
    create(chat("-100"), subscriber).then().statusCode(201);

    // When
    var answer = patch(ENDPOINTS, identifier, body("{'endpoint':{'chatId':'42'}}"));

    // Then
    answer.then().statusCode(200);
    createUnnamed(chat("42"), subscriber + "-2").then().statusCode(409);
    patch(ENDPOINTS, identifier, body("{'endpoint':{'chatId':'-100'}}")).then().statusCode(200);
    createUnnamed(chat("42"), subscriber + "-2").then().statusCode(201);
  }

  @Test
  void aWebhookThatACallerNamedStaysOneOfManyWhenItChanges() {
    // Given
    create("'type':'webhook','endpoint':{'url':'u','channel':'c'}", subscriber);
    createUnnamed("'type':'webhook','endpoint':{'url':'v','channel':'d'}", subscriber)
        .then()
        .statusCode(201);

    // When
    var answer = patch(ENDPOINTS, identifier, body("{'endpoint':{'url':'v','channel':'d'}}"));

    // Then
    answer.then().statusCode(200);
    createUnnamed("'type':'webhook','endpoint':{'url':'w','channel':'d'}", subscriber)
        .then()
        .statusCode(201);
  }

  @Test
  void ofFiftySubscribersOneGetsTheUser() {
    // When
    var answers =
        ApiCalls.postAtOnce(
            ENDPOINTS, 50, i -> request(user("U" + identifier), subscriber + '-' + i));

    // Then
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 409).hasSize(49);
    ApiCalls.list(ENDPOINTS, Map.of("integrationIdentifier", integration))
        .then()
        .body("data", hasSize(1))
        .body("totalCount", equalTo(1));
  }

  @Test
  void fieldsAreNotReadableInTheStore() {
    // Given
    var secret = "secret" + UUID.randomUUID();
    create(
            "'type':'webhook','endpoint':{'url':'https://hooks.example/%s'}".formatted(secret),
            subscriber)
        .then()
        .statusCode(201);

    // When
    var records = redis.key().keys("*:endpoint:" + identifier);
    var stored = redis.value(String.class).get(records.get(0));

    // Then
    assertThat(records).hasSize(1);
    assertThat(stored).contains(subscriber).doesNotContain(secret, "hooks.example");
    get(ENDPOINTS, identifier)
        .then()
        .body("data.endpoint.url", equalTo("https://hooks.example/" + secret));
  }

  @Test
  void listsByEveryFilterUntilItIsDeleted() {
    // Given
    var context = "tenant:" + identifier;
    create(user("U" + identifier) + ",'context':{'tenant':'" + identifier + "'}", subscriber);
    createUnnamed(user("V" + identifier), subscriber + "-2").then().statusCode(201);
    var filters =
        List.of(
            Map.of("subscriberId", subscriber),
            Map.of("contextKeys", context),
            Map.of("subscriberId", subscriber, "providerId", "slack", "channel", "chat"),
            Map.of("integrationIdentifier", integration, "contextKeys", context));
    assertThat(filters).allSatisfy(filter -> assertListed(filter, identifier));
    assertListed(Map.of("subscriberId", subscriber, "contextKeys", ""));
    assertListed(Map.of("subscriberId", subscriber, "channel", "sms"));
    assertListed(Map.of("subscriberId", subscriber, "connectionIdentifier", "none"));

    // When
    var answer = delete(ENDPOINTS, identifier);

    // Then
    answer.then().statusCode(204).header("Content-Type", nullValue()).body(blankOrNullString());
    assertThat(filters).allSatisfy(filter -> assertListed(filter));
    get(ENDPOINTS, identifier).then().statusCode(404);
    create(user("U" + identifier), subscriber + "-3").then().statusCode(201);
  }

  @Test
  void refusesANegativeLimitByTheName() {
    // When
    var answer = caller().get(ENDPOINTS + "?limit=-1");

    // Then
    answer.then().statusCode(422);
    assertThat(answer.<String>path("message"))
        .isEqualTo(
            "Validation failed for ListChannelEndpointsCommand: limit: limit must not be less than"
                + " 1");
  }

  private static String user(String id) {
    return "'type':'slack_user','endpoint':{'userId':'%s'}".formatted(id);
  }

  private static String chat(String id) {
    return "'type':'telegram_chat','endpoint':{'chatId':'%s'}".formatted(id);
  }

  private Response create(String fields, String owner) {
    return post(ENDPOINTS, request(fields, owner).put("identifier", identifier));
  }

  private Response createUnnamed(String fields, String owner) {
    return post(ENDPOINTS, request(fields, owner));
  }

  private ObjectNode request(String fields, String owner) {
    return body(
        "{'integrationIdentifier':'%s','subscriberId':'%s',%s}"
            .formatted(integration, owner, fields));
  }

  private static void assertListed(Map<String, String> filter, String... identifiers) {
    var page = ApiCalls.list(ENDPOINTS, filter).then().statusCode(200).extract().jsonPath();
    assertThat(page.getList("data.identifier")).isEqualTo(List.of(identifiers));
    assertThat(page.getInt("totalCount")).isEqualTo(identifiers.length);
  }
}
