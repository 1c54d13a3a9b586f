package dev.chatconnect.context;

import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.ENDPOINTS;
import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.ApiCalls.integration;
import static dev.chatconnect.ApiCalls.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
class ContextTest {

  private static final String INVALID =
      "Invalid context payload structure. Expected object with context types as keys and string IDs"
          + " or {id, data} objects as values";

  @Inject RedisDataSource redis;

  private final String run = UUID.randomUUID().toString();
  private String slack = "";

  @BeforeEach
  void makeIntegration() {
    slack = integration("slack").identifier();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "'tenant:acme'",
        "1",
        "{'t':''}",
        "{'t':'a.b'}",
        "{'t':'a b'}",
        "{'t':'a:b'}",
        "{'t':'a@b'}",
        "{'t':'a\\n'}",
        "{'t':1}",
        "{'t':null}",
        "{'t':['a']}",
        "{'t':{}}",
        "{'t':{'id':1}}",
        "{'t':{'id':'a','data':'x'}}",
        "{'t':{'id':'a','data':1}}",
        "{'t':'a','u':'b','v':'c','w':'d','x':'e','y':'!'}"
      })
  void refusesWhatIsNoContext(String context) {
    // When
    var answer = connect(context);

    // Then
    assertRefused(answer, INVALID);
  }

  @Test
  void takesIdsOfHundredCharactersButNoLonger() {
    // When
    var longest = connect("{'t':'%s'}".formatted("aZ0_-".repeat(20)));
    var tooLong = connect("{'t':'%s'}".formatted("a".repeat(101)));

    // Then
    longest.then().statusCode(201);
    assertRefused(tooLong, INVALID);
  }

  @Test
  void takesFiveTypesButNotSix() {
    // When
    var five =
        connect("{'t 1':'a','u:x':'b','v':'c','w':'d','B':{'id':'e','other':1,'data':null}}");
    var six = connect("{'t':'a','u':'b','v':'c','w':'d','x':'e','y':'f'}");

    // Then
    five.then()
        .statusCode(201)
        .body("data.contextKeys", equalTo(List.of("B:e", "t 1:a", "u:x:b", "v:c", "w:d")));
    assertRefused(six, "Too many contexts: 6 provided, maximum allowed is 5");
  }

  @Test
  void takesDataOf64KilobytesButNoMore() {
    // Given
    var most = "x".repeat(64 * 1024 - "{\"a\":\"\"}".length());
    var context = "{'tenant':{'id':'%s','data':{'a':'%s'}}}";

    // When
    var fits = connect(context.formatted(run, most));
    var tooLarge = connect(context.formatted(run, most + "x".repeat(1024)));

    // Then
    fits.then().statusCode(201);
    assertRefused(tooLarge, "Context 'tenant' Data is too large: 65KB exceeds 64KB limit");
  }

  @Test
  void dataIsTakenAndNotKept() {
    // Given
    var context = "{'tenant':{'id':'%s','data':{'owner':'Ann Example'}}}".formatted(run);
    var connected = connect(context);

    // When
    var linked = post(ENDPOINTS, endpoint(context));

    // Then
    connected.then().statusCode(201);
    linked.then().statusCode(201).body("data.contextKeys", equalTo(List.of("tenant:" + run)));
    assertThat(documents()).hasSize(1);
    assertThat(redis.value(String.class).get(documents().get(0)))
        .contains(run)
        .doesNotContain("Ann");
  }

  @Test
  void aFailedRequestLeavesNoContextBehind() {
    // Given
    var named = "{'tenant':'%s'},'identifier':'%s'";
    connect("null,'identifier':'%s'".formatted(run)).then().statusCode(201);

    // When
    var taken = connect(named.formatted(run, run));
    var rotating =
        post(
            CONNECTIONS,
            body(
                connection("{'tenant':'%s'}".formatted(run)),
                "{'auth':{'accessToken':'t','refreshToken':'r'}}"));
    var dangling =
        post(
            ENDPOINTS,
            endpoint("{'tenant':'%s'}".formatted(run)).put("connectionIdentifier", "unknown"));

    // Then
    taken.then().statusCode(409);
    rotating.then().statusCode(400);
    dangling.then().statusCode(404);
    assertThat(documents()).isEmpty();
  }

  private List<String> documents() {
    return redis.key().keys("*:context:tenant:" + run);
  }

  private static void assertRefused(Response answer, String message) {
    answer.then().statusCode(422).body("errors.general.messages", equalTo(List.of(message)));
  }

  private Response connect(String context) {
    return post(CONNECTIONS, connection(context));
  }

  private ObjectNode connection(String context) {
    return body(
        "{'integrationIdentifier':'%s','subscriberId':'%s','workspace':{'id':'T'},'auth':{'accessToken':'t'},'context':%s}"
            .formatted(slack, run, context));
  }

  private ObjectNode endpoint(String context) {
    return body(
        "{'integrationIdentifier':'%s','subscriberId':'%s','type':'slack_channel','endpoint':{'channelId':'C1'},'context':%s}"
            .formatted(slack, run, context));
  }
}
