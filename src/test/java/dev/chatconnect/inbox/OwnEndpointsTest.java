package dev.chatconnect.inbox;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import dev.chatconnect.ApiCalls;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.connect.Journeys.unique;
import static dev.chatconnect.inbox.Subscribers.ENDPOINTS;
import static dev.chatconnect.inbox.Subscribers.browser;
import static dev.chatconnect.inbox.Subscribers.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

/** {@code /v1/inbox/channel-endpoints}. */
@QuarkusTest
class OwnEndpointsTest {

  private final String ann = unique("ann");
  private final String tenant = unique("tenant");
  private String slack;

  @BeforeEach
  void anIntegration() {
    slack = ApiCalls.integration("slack").identifier();
  }

  @Test
  void anEndpointIsItsNameAndType() {
    // Given
    var identifier = endpoint(ann, "U1", tenant);

    // When
    var answer = browser(token(ann, tenant)).get(ENDPOINTS + "/" + identifier);

    // Then
    answer
        .then()
        .statusCode(200)
        .body("$", aMapWithSize(1))
        .body("data", equalTo(Map.of("identifier", identifier, "type", "slack_user")));
  }

  @Test
  void nothingElseIsSeenOrDeleted() {
    // Given
    var bobs = endpoint("bob", "U2", tenant);
    var elsewhere = endpoint(ann, "U3", unique("elsewhere"));
    var me = token(ann, tenant);

    // When
    var answers =
        List.of(bobs, elsewhere, "nobody").stream()
            .flatMap(
                id ->
                    List.of(
                        browser(me).get(ENDPOINTS + "/" + id),
                        browser(me).delete(ENDPOINTS + "/" + id))
                        .stream())
            .toList();

    // Then
    assertThat(answers).extracting(Response::statusCode).containsOnly(404);
    answers.get(1).then().body("message", equalTo("Channel endpoint not found: " + bobs));
    ApiCalls.get(ApiCalls.ENDPOINTS, bobs).then().statusCode(200);
  }

  @Test
  void theListIsTheSubscribersInTheContext() {
    // Given
    var first = endpoint(ann, "U4", tenant);
    var second = endpoint(ann, "U5", tenant);
    endpoint("bob", "U6", tenant);
    endpoint(ann, "U7", unique("elsewhere"));

    // When
    var answer =
        browser(token(ann, tenant))
            .queryParams("subscriberId", "bob", "contextKeys", "", "integrationIdentifier", slack)
            .get(ENDPOINTS);

    // Then
    answer
        .then()
        .statusCode(200)
        .body("$", aMapWithSize(3))
        .body("data.identifier", contains(second, first))
        .body("data[0]", aMapWithSize(2))
        .body("next", nullValue());
  }

  @Test
  void theListCanBeNarrowed() {
    // Given
    endpoint(ann, "U8", tenant);
    var me = token(ann, tenant);

    // When
    var other = browser(me).queryParams("providerId", "telegram", "limit", 1).get(ENDPOINTS);
    var same = browser(me).queryParams("providerId", "slack", "limit", 1).get(ENDPOINTS);

    // Then
    assertThat(other.<List<Object>>path("data")).isEmpty();
    assertThat(same.<List<Object>>path("data")).hasSize(1);
  }

  @Test
  void aSubscriberDeletesAnOwnEndpoint() {
    // Given
    var identifier = endpoint(ann, "U9", tenant);

    // When
    var answer = browser(token(ann, tenant)).delete(ENDPOINTS + "/" + identifier);

    // Then
    answer.then().statusCode(204);
    ApiCalls.get(ApiCalls.ENDPOINTS, identifier).then().statusCode(404);
  }

  @Test
  void aChannelOfASharedWorkspaceCanBeChosen() {
    // Given
    var connection = connection("bob", "shared");
    var request =
        channel("{'connectionIdentifier':'%s','subscriberId':'bob'}".formatted(connection));

    // When
    var answer = browser(token(ann, tenant)).body(request).post(ENDPOINTS);

    // Then
    answer
        .then()
        .statusCode(201)
        .body("data", aMapWithSize(2))
        .body("data.type", equalTo("slack_channel"));
    ApiCalls.get(ApiCalls.ENDPOINTS, answer.path("data.identifier"))
        .then()
        .body("data.subscriberId", equalTo(ann))
        .body("data.connectionIdentifier", equalTo(connection))
        .body("data.contextKeys", contains("tenant:" + tenant));
  }

  @Test
  void aChannelOfSomebodyElsesWorkspaceCannot() {
    // Given
    var connection = connection("bob", "subscriber");
    var request = channel("{'connectionIdentifier':'%s'}".formatted(connection));

    // When
    var answer = browser(token(ann, tenant)).body(request).post(ENDPOINTS);

    // Then
    answer
        .then()
        .statusCode(404)
        .body("message", equalTo("Channel connection not found: " + connection));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "slack_user; {'userId':'U1'}",
        "ms_teams_user; {'userId':'U1'}",
        "webex_person; {'personEmail':'ann@example.com'}",
        "telegram_chat; {'chatId':'1'}",
        "webhook; {'url':'http://169.254.169.254/'}",
        "tool_webhook; {'url':'http://169.254.169.254/'}",
        "phone; {'phoneNumber':'+1'}",
      },
      quoteCharacter = '~')
  void neitherAPersonNorAUrlCanBeNamed(String type, String fields) {
    // Given
    var request = channel("{'type':'%s','endpoint':%s}".formatted(type, fields));

    // When
    var answer = browser(token(ann, tenant)).body(request).post(ENDPOINTS);

    // Then
    answer
        .then()
        .statusCode(403)
        .body(
            "message",
            startsWith("A subscriber cannot create an endpoint of type \"" + type + "\"."));
  }

  @Test
  void aWrongShapeIsNamed() {
    // Given
    var request = channel("{'endpoint':{'channel':'C1'}}");

    // When
    var answer = browser(token(ann, tenant)).body(request).post(ENDPOINTS);

    // Then
    answer
        .then()
        .statusCode(422)
        .body(
            "errors.endpoint.messages",
            contains("Endpoint must match the required format for type \"slack_channel\""));
  }

  @Test
  void aBrowserBringsASubscriberToAHundredAtMost() {
    // Given
    var statuses =
        ApiCalls.postAtOnce(
                ApiCalls.ENDPOINTS,
                100,
                i -> body(body(channel("{}")), "{'subscriberId':'" + ann + "'}"))
            .stream()
            .map(HttpResponse::statusCode)
            .toList();
    assertThat(statuses).containsOnly(201);
    var me = token(ann, tenant);

    // When
    var more = browser(me).body(channel("{}")).post(ENDPOINTS);

    // Then
    more.then()
        .statusCode(403)
        .body(
            "message",
            equalTo(
                "The subscriber has 100 endpoints. A browser can only remove some, not create"
                    + " more."));
    browser(token("bob-" + ann, tenant)).body(channel("{}")).post(ENDPOINTS).then().statusCode(201);
    var one =
        ApiCalls.list(ApiCalls.ENDPOINTS, Map.of("subscriberId", ann, "limit", 1))
            .<String>path("data[0].identifier");
    ApiCalls.delete(ApiCalls.ENDPOINTS, one).then().statusCode(204);
    browser(me).body(channel("{}")).post(ENDPOINTS).then().statusCode(201);
  }

  private String channel(String more) {
    var base =
        body(
            "{'integrationIdentifier':'%s','type':'slack_channel','endpoint':{'channelId':'C1'}}"
                .formatted(slack));
    return body(base, more).toString();
  }

  private String connection(String subscriber, String mode) {
    return ApiCalls.post(
            ApiCalls.CONNECTIONS,
            body(
                "{'integrationIdentifier':'%s','subscriberId':'%s','connectionMode':'%s','context':{'tenant':'%s'},'workspace':{'id':'T'},'auth':{'accessToken':'t'}}"
                    .formatted(slack, subscriber, mode, tenant)))
        .then()
        .statusCode(201)
        .extract()
        .path("data.identifier");
  }

  private String endpoint(String subscriber, String user, String inTenant) {
    return ApiCalls.post(
            ApiCalls.ENDPOINTS,
            body(
                "{'integrationIdentifier':'%s','subscriberId':'%s','context':{'tenant':'%s'},'type':'slack_user','endpoint':{'userId':'%s'}}"
                    .formatted(slack, subscriber, inTenant, user)))
        .then()
        .statusCode(201)
        .extract()
        .path("data.identifier");
  }
}
