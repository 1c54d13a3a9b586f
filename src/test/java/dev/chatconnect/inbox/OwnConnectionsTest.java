package dev.chatconnect.inbox;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.web.RawHttp;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.connect.Journeys.unique;
import static dev.chatconnect.inbox.Subscribers.CONNECTIONS;
import static dev.chatconnect.inbox.Subscribers.browser;
import static dev.chatconnect.inbox.Subscribers.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

/** {@code /v1/inbox/channel-connections}. */
@QuarkusTest
class OwnConnectionsTest {

  private final String ann = unique("ann");
  private final String tenant = unique("tenant");
  private String slack;

  @BeforeEach
  void anIntegration() {
    slack = ApiCalls.integration("slack").identifier();
  }

  @Test
  void aConnectionComesInBothForms() {
    // Given
    var identifier = own(ann, "{'context':{'tenant':'%s'}}".formatted(tenant));

    // When
    var answer = browser(token(ann, tenant)).get(CONNECTIONS + "/" + identifier);

    // Then
    var workspace = Map.of("id", "T1", "name", "Acme", "botUserId", "U1");
    answer
        .then()
        .statusCode(200)
        .body("$", aMapWithSize(4))
        .body("identifier", equalTo(identifier))
        .body("workspace", equalTo(workspace))
        .body("data", aMapWithSize(3))
        .body("data.identifier", equalTo(identifier))
        .body("data.workspace", equalTo(workspace))
        .body("data.createdAt", equalTo(answer.path("createdAt")));
    assertThat(answer.asString()).doesNotContain("xoxb-secret", "internal");
  }

  @ParameterizedTest
  @CsvSource({"subscriber,200", "shared,404"})
  void aConnectionCanBeAskedForByItsKind(String mode, int status) {
    // Given
    var identifier = own(ann, "{}");

    // When
    var answer =
        browser(token(ann)).get(CONNECTIONS + "/" + identifier + "?connectionMode=" + mode);

    // Then
    answer.then().statusCode(status);
  }

  @Test
  void aSharedConnectionOfTheContextIsSeen() {
    // Given
    var identifier = shared();

    // When
    var answer = browser(token(ann, tenant)).get(CONNECTIONS + "/" + identifier);

    // Then
    answer.then().statusCode(200).body("identifier", equalTo(identifier));
  }

  @Test
  void nothingElseIsSeen() {
    // Given
    var elsewhere = unique("elsewhere");
    var bobs = own("bob", "{'context':{'tenant':'%s'}}".formatted(tenant));
    var others = own(ann, "{'context':{'tenant':'%s'}}".formatted(elsewhere));
    var without = own(ann, "{}");
    var me = token(ann, tenant);

    // When
    var answers =
        List.of(bobs, others, without, "nobody").stream()
            .map(identifier -> browser(me).get(CONNECTIONS + "/" + identifier))
            .toList();

    // Then
    assertThat(answers).extracting(Response::statusCode).containsOnly(404);
    answers
        .get(0)
        .then()
        .body("message", equalTo("Channel connection not found: " + bobs))
        .body("error", equalTo("Not Found"));
  }

  @Test
  void aConnectionInAContextIsNotSeenWithoutIt() {
    // Given
    var identifier = own(ann, "{'context':{'tenant':'%s'}}".formatted(tenant));

    // When
    var answer = browser(token(ann)).get(CONNECTIONS + "/" + identifier);

    // Then
    answer.then().statusCode(404);
  }

  @Test
  void theListHoldsOwnAndSharedOnesOfTheContextNewestFirst() {
    // Given
    var first = own(ann, "{'context':{'tenant':'%s'}}".formatted(tenant));
    own("bob", "{'context':{'tenant':'%s'}}".formatted(tenant));
    var second = shared();
    own(ann, "{}");

    // When
    var answer =
        browser(token(ann, tenant))
            .queryParams("subscriberId", "bob", "contextKeys", "")
            .get(CONNECTIONS);

    // Then
    answer
        .then()
        .statusCode(200)
        .body("$", aMapWithSize(3))
        .body("data.identifier", contains(second, first))
        .body("data[0]", aMapWithSize(3))
        .body("next", nullValue())
        .body("previous", nullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"shared", "subscriber"})
  void theListCanBeNarrowedToOneKind(String mode) {
    // Given
    var mine = own(ann, "{'context':{'tenant':'%s'}}".formatted(tenant));
    var everybodys = shared();

    // When
    var answer = browser(token(ann, tenant)).queryParam("connectionMode", mode).get(CONNECTIONS);

    // Then
    answer.then().body("data.identifier", contains(mode.equals("shared") ? everybodys : mine));
  }

  @Test
  void theListCanBeNarrowedToAnIntegration() {
    // Given
    own(ann, "{}");
    var me = token(ann);

    // When
    var unknown = browser(me).queryParam("integrationIdentifier", "nobody").get(CONNECTIONS);
    var known = browser(me).queryParam("integrationIdentifier", slack).get(CONNECTIONS);

    // Then
    unknown.then().statusCode(200).body("data", empty());
    assertThat(known.<List<Object>>path("data")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ASC", "DESC"})
  void pagesOfBothKindsTogetherLoseAndRepeatNothing(String direction) {
    // Given
    var made =
        IntStream.range(0, 7)
            .mapToObj(
                i ->
                    create(
                        ApiCalls.integration("slack").identifier(),
                        ann,
                        "{'connectionMode':'%s','context':{'tenant':'%s'}}"
                            .formatted(i % 3 == 0 ? "shared" : "subscriber", tenant)))
            .toList();
    var me = token(ann, tenant);
    var seen = new java.util.ArrayList<String>();
    var cursor = "";

    // When
    while (cursor != null) {
      var request = browser(me).queryParams("limit", 2, "orderDirection", direction);
      var page =
          (cursor.isEmpty() ? request : request.queryParam("after", cursor)).get(CONNECTIONS);
      seen.addAll(page.<List<String>>path("data.identifier"));
      cursor = page.path("next");
    }

    // Then
    var expected = new java.util.ArrayList<>(made);
    if (direction.equals("DESC")) {
      java.util.Collections.reverse(expected);
    }
    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void aSubscriberDeletesAnOwnConnection() {
    // Given
    var identifier = own(ann, "{'context':{'tenant':'%s'}}".formatted(tenant));

    // When
    var answer = browser(token(ann, tenant)).delete(CONNECTIONS + "/" + identifier);

    // Then
    answer.then().statusCode(204).body(equalTo(""));
    ApiCalls.get(ApiCalls.CONNECTIONS, identifier).then().statusCode(404);
  }

  @Test
  void aSubscriberDoesNotDeleteASharedConnection() {
    // Given
    var identifier = shared();

    // When
    var answer = browser(token(ann, tenant)).delete(CONNECTIONS + "/" + identifier);

    // Then
    answer
        .then()
        .statusCode(403)
        .body(
            "message",
            equalTo(
                "Only the application can delete a shared channel connection, with its API key"));
    ApiCalls.get(ApiCalls.CONNECTIONS, identifier).then().statusCode(200);
  }

  @Test
  void aSubscriberDoesNotDeleteWhatIsNotSeen() {
    // Given
    var identifier = own("bob", "{'context':{'tenant':'%s'}}".formatted(tenant));

    // When
    var answer = browser(token(ann, tenant)).delete(CONNECTIONS + "/" + identifier);

    // Then
    answer
        .then()
        .statusCode(404)
        .body("message", equalTo("Channel connection not found: " + identifier));
    ApiCalls.get(ApiCalls.CONNECTIONS, identifier).then().statusCode(200);
  }

  @Test
  void aConnectionMadeByTheBrowserIsTheSubscribersOwn() {
    // Given
    var request =
        body(
            "{'integrationIdentifier':'%s','subscriberId':'bob','context':{'tenant':'evil'},'workspace':{'id':'T1','name':'Acme'},'auth':{'accessToken':'xoxb-secret'}}"
                .formatted(slack));

    // When
    var answer = browser(token(ann, tenant)).body(request.toString()).post(CONNECTIONS);

    // Then
    answer
        .then()
        .statusCode(201)
        .body("$", aMapWithSize(1))
        .body("data", aMapWithSize(3))
        .body("data.workspace", equalTo(Map.of("id", "T1", "name", "Acme")));
    ApiCalls.get(ApiCalls.CONNECTIONS, answer.path("data.identifier"))
        .then()
        .body("data.subscriberId", equalTo(ann))
        .body("data.contextKeys", contains("tenant:" + tenant));
  }

  @ParameterizedTest
  @ValueSource(strings = {CONNECTIONS, Subscribers.ENDPOINTS})
  void listsRefuseAProviderThatThereIsNot(String path) {
    // When
    var answer = browser(token(ann)).get(path + "?providerId=nobody");

    // Then
    answer
        .then()
        .statusCode(422)
        .body(
            "errors.general.messages[0]",
            startsWith("providerId must be one of the following values: anypost, "));
  }

  @Test
  void whatABrowserMakesUpKeepsNoGrantOfOthersAlive() {
    // Given
    var workspace = unique("T");
    var bobs = installed(workspace);
    made(token(ann, tenant), workspace);

    // When
    var answer = ApiCalls.delete(ApiCalls.CONNECTIONS, bobs);

    // Then
    answer.then().statusCode(204).header("Chat-Connect-Revocation", equalTo("revoked"));
  }

  @Test
  void whatTheApplicationTookOverFromABrowserKeepsAGrantAlive() {
    // Given
    var workspace = unique("T");
    var bobs = installed(workspace);
    var anns = made(token(ann, tenant), workspace);
    ApiCalls.patch(
            ApiCalls.CONNECTIONS,
            anns,
            body("{'workspace':{'id':'%s'},'auth':{'accessToken':'t'}}".formatted(workspace)))
        .then()
        .statusCode(200);

    // When
    var answer = ApiCalls.delete(ApiCalls.CONNECTIONS, bobs);

    // Then
    answer.then().statusCode(204).header("Chat-Connect-Revocation", equalTo("shared"));
  }

  @Test
  void theBrowserMakesNoConnectionWhoseTokensTheAppGetsByItself() {
    // Given
    var teams =
        ApiCalls.integration(
                "msteams",
                "chat",
                "{'clientId':'1','secretKey':'s','tenantId':'%s'}".formatted(UUID.randomUUID()))
            .identifier();
    var request =
        body(
            "{'integrationIdentifier':'%s','workspace':{'id':'%s'},'auth':{'accessToken':'x'}}"
                .formatted(teams, UUID.randomUUID()));

    // When
    var answer = browser(token(ann)).body(request.toString()).post(CONNECTIONS);

    // Then
    answer
        .then()
        .statusCode(403)
        .body(
            "message",
            equalTo(
                "A subscriber cannot create a connection of \"msteams\" from a token. Connect it"
                    + " with a URL of /v1/inbox/channel-connections/oauth, or create it with an API"
                    + " key."));
    ApiCalls.list(ApiCalls.CONNECTIONS, Map.of("subscriberId", ann)).then().body("data", empty());
  }

  @Test
  void aBrowserBringsASubscriberToAHundredAtMost() {
    // Given
    var statuses =
        ApiCalls.postAtOnce(
                ApiCalls.CONNECTIONS,
                100,
                i ->
                    body(
                        "{'integrationIdentifier':'%s','subscriberId':'%s','context':{'tenant':'t%d'},'workspace':{'id':'T'},'auth':{'accessToken':'t'}}"
                            .formatted(slack, ann, i)))
            .stream()
            .map(HttpResponse::statusCode)
            .toList();
    assertThat(statuses).containsOnly(201);
    var request =
        body("{'integrationIdentifier':'%s','workspace':{'id':'T'},'auth':{'accessToken':'t'}}"
                .formatted(slack))
            .toString();

    // When
    var more = browser(token(ann, tenant)).body(request).post(CONNECTIONS);

    // Then
    more.then()
        .statusCode(403)
        .body(
            "message",
            equalTo(
                "The subscriber has 100 connections. A browser can only remove some, not create"
                    + " more."));
    browser(token(unique("bob"), tenant)).body(request).post(CONNECTIONS).then().statusCode(201);
  }

  @Test
  void theBrowserIsToldOfADateThatNoCalendarMeans() {
    // Given
    var rotating =
        ApiCalls.integration("slack", "chat", "{'clientId':'1.2','secretKey':'s'}").identifier();
    var request =
        body(
            "{'integrationIdentifier':'%s','workspace':{'id':'T1'},'auth':{'accessToken':'t','refreshToken':'r','expiresAt':'+999999999-12-31T23:59:59Z'}}"
                .formatted(rotating));

    // When
    var answer = browser(token(ann)).body(request.toString()).post(CONNECTIONS);

    // Then
    answer
        .then()
        .statusCode(422)
        .body(
            "errors.general.messages",
            contains("auth.expiresAt must be a valid ISO 8601 date string"));
  }

  @Test
  void theBrowserMakesNoSharedConnection() {
    // Given
    var request =
        body(
            "{'integrationIdentifier':'%s','connectionMode':'shared','workspace':{'id':'T1'},'auth':{'accessToken':'t'}}"
                .formatted(slack));

    // When
    var answer = browser(token(ann, tenant)).body(request.toString()).post(CONNECTIONS);

    // Then
    answer.then().statusCode(403);
  }

  @Test
  void theBrowserMakesNoSecondConnection() {
    // Given
    own(ann, "{}");
    var request =
        body(
            "{'integrationIdentifier':'%s','workspace':{'id':'T2'},'auth':{'accessToken':'t'}}"
                .formatted(slack));

    // When
    var answer = browser(token(ann)).body(request.toString()).post(CONNECTIONS);

    // Then
    answer.then().statusCode(409);
  }

  @Test
  void theBrowserNeedsAChatIntegration() {
    // Given
    var mail = ApiCalls.integration("sendgrid", "email", "{}").identifier();
    var request =
        body(
            "{'integrationIdentifier':'%s','workspace':{'id':'T2'},'auth':{'accessToken':'t'}}"
                .formatted(mail));

    // When
    var answer = browser(token(ann)).body(request.toString()).post(CONNECTIONS);

    // Then
    answer.then().statusCode(404).body("message", equalTo("Integration not found: " + mail));
  }

  @Test
  void theBrowserNeedsAVouchedContextWhereTheIntegrationDemandsIt() {
    // Given
    var strict = ApiCalls.integration("slack", "chat", "{'hmac':true}").identifier();
    var request =
        body(
            "{'integrationIdentifier':'%s','workspace':{'id':'T2'},'auth':{'accessToken':'t'}}"
                .formatted(strict));

    // When
    var answer = browser(token(ann, tenant)).body(request.toString()).post(CONNECTIONS);

    // Then
    answer
        .then()
        .statusCode(400)
        .body("message", equalTo("A context is required when HMAC validation is enabled."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          a@b.c     => a@b.c
          a@b.c     => a%40b.c
          auth0|x   => auth0|x
          auth0|x   => auth0%7Cx
          a b       => a%20b
          a/b       => a/b
          a/b       => a%2Fb
          ü^`       => %C3%BC^`
          """)
  void defaultIdentifiersWorkAsTheBrowserSendsThem(String subscriber, String path)
      throws IOException {
    // Given
    var run = UUID.randomUUID().toString();
    var identifier = "chconn-slack-default-" + subscriber + run;
    own(subscriber + run, "{'identifier':'%s'}".formatted(identifier));
    var authorization = "Authorization: Bearer " + token(subscriber + run);
    var target = CONNECTIONS + "/chconn-slack-default-" + path + run;

    // When
    var found = RawHttp.send("GET " + target + "? HTTP/1.1", authorization);
    var deleted = RawHttp.send("DELETE " + target + " HTTP/1.1", authorization);

    // Then
    assertThat(found).startsWith("HTTP/1.1 200").contains("\"identifier\":\"" + identifier);
    assertThat(deleted).startsWith("HTTP/1.1 204");
  }

  @Test
  void anUnknownKindIsRefused() {
    // Given
    var me = token(ann);

    // When
    var answer = browser(me).get(CONNECTIONS + "/x?connectionMode=all");

    // Then
    answer
        .then()
        .statusCode(422)
        .body(
            "errors.general.messages",
            contains("connectionMode must be one of the following values: subscriber, shared"));
  }

  /** A connection that the application made, whose token the provider knows. */
  private String installed(String workspace) {
    var token = "xoxb-standin-" + UUID.randomUUID().toString().replace("-", "");
    return ApiCalls.post(
            ApiCalls.CONNECTIONS,
            body(
                "{'integrationIdentifier':'%s','subscriberId':'%s','workspace':{'id':'%s'},'auth':{'accessToken':'%s'}}"
                    .formatted(slack, unique("bob"), workspace, token)))
        .then()
        .statusCode(201)
        .extract()
        .path("data.identifier");
  }

  /** A connection that a browser made. */
  private String made(String session, String workspace) {
    var request =
        "{'integrationIdentifier':'%s','workspace':{'id':'%s'},'auth':{'accessToken':'x'}}"
            .formatted(slack, workspace);
    return browser(session)
        .body(body(request).toString())
        .post(CONNECTIONS)
        .then()
        .statusCode(201)
        .extract()
        .path("data.identifier");
  }

  private String own(String subscriber, String more) {
    return create(slack, subscriber, more);
  }

  private String shared() {
    return create(
        slack, "bob", "{'connectionMode':'shared','context':{'tenant':'%s'}}".formatted(tenant));
  }

  private static String create(String integration, String subscriber, String more) {
    var base =
        body(
            "{'integrationIdentifier':'%s','subscriberId':'%s','workspace':{'id':'T1','name':'Acme','botUserId':'U1','internal':'x'},'auth':{'accessToken':'xoxb-secret'}}"
                .formatted(integration, subscriber));
    return ApiCalls.post(ApiCalls.CONNECTIONS, body(base, more))
        .then()
        .statusCode(201)
        .extract()
        .path("data.identifier");
  }
}
