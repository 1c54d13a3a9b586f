package dev.chatconnect.inbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.connect.Journeys;
import dev.chatconnect.connect.LinkingProvider;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.query;
import static dev.chatconnect.connect.Journeys.unique;
import static dev.chatconnect.inbox.Subscribers.CONNECTIONS;
import static dev.chatconnect.inbox.Subscribers.ENDPOINTS;
import static dev.chatconnect.inbox.Subscribers.browser;
import static dev.chatconnect.inbox.Subscribers.hash;
import static dev.chatconnect.inbox.Subscribers.token;
import static dev.chatconnect.inbox.Subscribers.tokenOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

/** Journeys that a subscriber starts from a browser. */
@QuarkusTest
class OwnJourneysTest {

  private static final String CONNECT = CONNECTIONS + "/oauth";
  private static final String LINK_USER = ENDPOINTS + "/oauth";
  private static final String EITHER = "/v1/inbox/chat/oauth";
  private static final String LINK_CHAT = ENDPOINTS + "/link";

  private final String ann = unique("ann");
  private final String tenant = unique("tenant");
  private final String workspace = unique("T");

  @ParameterizedTest
  @ValueSource(strings = {CONNECT, EITHER})
  void whatAnnConnectsIsAnnsInTheContextOfHerSession(String route) {
    // Given
    var identifier = "chconn-slack-default-" + ann;
    var asked =
        start(
            route,
            token(ann, tenant),
            Map.of(
                "integrationIdentifier",
                Journeys.slackIntegration(),
                "connectionIdentifier",
                identifier,
                "subscriberId",
                "bob",
                "context",
                Map.of("tenant", "evil"),
                "connectionMode",
                "subscriber"));
    var state = query(asked.then().statusCode(201).extract().path("data.url")).get("state");

    // When
    callback(state, code("variant-a", workspace, "U1")).then().statusCode(200);

    // Then
    ApiCalls.get(ApiCalls.CONNECTIONS, identifier)
        .then()
        .statusCode(200)
        .body("data.subscriberId", equalTo(ann))
        .body("data.contextKeys", contains("tenant:" + tenant));
    browser(token(ann, tenant))
        .get(CONNECTIONS + "/" + identifier)
        .then()
        .statusCode(200)
        .body("workspace.id", equalTo(workspace));
  }

  @Test
  void aSharedConnectionIsTheContexts() {
    // Given
    var identifier = unique("chconn-slack-default");
    var asked =
        start(
            CONNECT,
            token(ann, tenant),
            Map.of(
                "integrationIdentifier",
                Journeys.slackIntegration(),
                "connectionIdentifier",
                identifier,
                "connectionMode",
                "shared"));
    var state = query(asked.then().statusCode(201).extract().path("data.url")).get("state");

    // When
    callback(state, code("variant-a", workspace, "U1")).then().statusCode(200);

    // Then
    ApiCalls.get(ApiCalls.CONNECTIONS, identifier)
        .then()
        .body("data.subscriberId", equalTo(null))
        .body("data.contextKeys", contains("tenant:" + tenant));
  }

  @Test
  void aSharedConnectionThatWorksIsNotReplaced() {
    // Given
    var integration = Journeys.slackIntegration();
    administratorConnects(integration).then().statusCode(201);
    var request =
        Map.<String, Object>of("integrationIdentifier", integration, "connectionMode", "shared");

    // When
    var same = start(CONNECT, token(ann, tenant), request);
    var other = start(CONNECT, token(ann, unique("elsewhere")), request);

    // Then
    same.then()
        .statusCode(403)
        .body(
            "message",
            equalTo(
                "Only the application can replace a shared channel connection, with its API key"));
    other.then().statusCode(201);
  }

  @Test
  void anAdministratorWhoConnectsMeanwhileIsNotReplaced() {
    // Given
    var integration = Journeys.slackIntegration();
    var asked =
        start(
            CONNECT,
            token(ann, tenant),
            Map.of("integrationIdentifier", integration, "connectionMode", "shared"));
    var state = query(asked.then().statusCode(201).extract().path("data.url")).get("state");
    var right = administratorConnects(integration).path("data.identifier").toString();

    // When
    var page = callback(state, code("variant-a", workspace, "U1"));

    // Then
    page.then()
        .statusCode(403)
        .body(containsString("This account or connection is already in use elsewhere"));
    ApiCalls.get(ApiCalls.CONNECTIONS, right).then().body("data.workspace.id", equalTo("T-RIGHT"));
  }

  @Test
  void anAdministratorsJourneyMayReplaceWhatIsShared() {
    // Given
    var integration = Journeys.slackIntegration();
    var request = new HashMap<String, Object>(Map.of("integrationIdentifier", integration));
    request.put("connectionMode", "shared");
    request.put("context", Map.of("tenant", tenant));
    var state = Journeys.state(request);
    var renewed = administratorConnects(integration).path("data.identifier").toString();

    // When
    callback(state, code("variant-a", workspace, "U1")).then().statusCode(200);

    // Then
    ApiCalls.get(ApiCalls.CONNECTIONS, renewed)
        .then()
        .body("data.workspace.id", equalTo(workspace));
  }

  @RepeatedTest(8)
  void whoeverOfBothComesFirstAnAdministratorIsNeverReplaced() {
    // Given
    var integration = Journeys.slackIntegration();
    var asked =
        start(
            CONNECT,
            token(ann, tenant),
            Map.of("integrationIdentifier", integration, "connectionMode", "shared"));
    var state = query(asked.then().statusCode(201).extract().path("data.url")).get("state");

    // When
    var journey =
        CompletableFuture.supplyAsync(
            () -> callback(state, code("variant-a", workspace, "U1")).statusCode());
    var administrator = administratorConnects(integration);

    // Then
    assertThat(journey.join()).isIn(200, 403);
    assertThat(administrator.statusCode()).isEqualTo(journey.join() == 403 ? 201 : 409);
    if (administrator.statusCode() == 201) {
      ApiCalls.get(ApiCalls.CONNECTIONS, administrator.path("data.identifier"))
          .then()
          .body("data.workspace.id", equalTo("T-RIGHT"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"incoming-webhook", "chat:write,incoming-webhook", "chat:write admin"})
  void aBrowserAsksForNothingUnusual(String scope) {
    // Given
    var request =
        Map.<String, Object>of(
            "integrationIdentifier",
            Journeys.slackIntegration(),
            "scope",
            List.of("chat:write", scope));

    // When
    var connect = start(CONNECT, token(ann, tenant), request);
    var either = start(EITHER, token(ann, tenant), request);

    // Then
    connect
        .then()
        .statusCode(403)
        .body("message", startsWith("A subscriber cannot ask for the scope \""));
    either.then().statusCode(403);
  }

  @Test
  void aBrowserThatLinksAsksForNothingUnusual() {
    // Given
    var request =
        Map.<String, Object>of(
            "integrationIdentifier",
            Journeys.slackIntegration(),
            "mode",
            "link_user",
            "userScope",
            List.of("identity.basic", "identity.email"));

    // When
    var link = start(LINK_USER, token(ann, tenant), request);
    var either = start(EITHER, token(ann, tenant), request);

    // Then
    link.then().statusCode(403).body("message", containsString("\"identity.email\""));
    either.then().statusCode(403);
  }

  @Test
  void aBrowserMayAskForAPartOfTheUsual() {
    // Given
    var request =
        Map.<String, Object>of(
            "integrationIdentifier", Journeys.slackIntegration(), "scope", List.of("chat:write"));

    // When
    var answer = start(CONNECT, token(ann, tenant), request);

    // Then
    var url = answer.then().statusCode(201).extract().<String>path("data.url");
    assertThat(query(url)).containsEntry("scope", "chat:write");
  }

  @Test
  void aBrowserMayAskForWhatTheIntegrationLists() {
    // Given
    var integration =
        Journeys.slackIntegration(Map.of("browserScopes", "incoming-webhook, channels:history"));
    var request =
        Map.<String, Object>of(
            "integrationIdentifier",
            integration,
            "scope",
            List.of("chat:write", "incoming-webhook,channels:history"));

    // When
    var answer = start(CONNECT, token(ann, tenant), request);

    // Then
    answer.then().statusCode(201);
  }

  @Test
  void whatAProviderIgnoresABrowserMayAskFor() {
    // Given
    var request =
        Map.<String, Object>of(
            "integrationIdentifier",
            Journeys.integration("msteams", Map.of("tenantId", UUID.randomUUID().toString())),
            "scope",
            List.of("Mail.Read"));

    // When
    var answer = start(CONNECT, token(ann, tenant), request);

    // Then
    var url = answer.then().statusCode(201).extract().<String>path("data.url");
    assertThat(url).doesNotContain("Mail.Read");
  }

  @Test
  void theApplicationAsksForWhatItLikes() {
    // Given
    var request = new HashMap<>(Journeys.of(Journeys.slackIntegration(), ann));
    request.put("scope", List.of("incoming-webhook", "admin"));

    // When
    var answer = Journeys.askForConnectUrl(request);

    // Then
    answer.then().statusCode(201);
  }

  @Test
  void aSharedConnectionNeedsAContext() {
    // Given
    var request =
        Map.<String, Object>of(
            "integrationIdentifier", Journeys.slackIntegration(), "connectionMode", "shared");

    // When
    var answer = start(CONNECT, token(ann), request);

    // Then
    answer
        .then()
        .statusCode(400)
        .body("message", equalTo("context is required when connectionMode is \"shared\""));
  }

  @Test
  void theContextOfTheSessionReachesWebexToo() {
    // Given
    var identifier = unique("webex");
    var asked =
        start(
            CONNECT,
            token(ann, tenant),
            Map.of(
                "integrationIdentifier",
                Journeys.integration("webex-messaging", Map.of()),
                "connectionIdentifier",
                identifier));
    var state = query(asked.then().statusCode(201).extract().path("data.url")).get("state");

    // When
    callback(state, "demo.ORGX." + unique("p")).then().statusCode(200);

    // Then
    ApiCalls.get(ApiCalls.CONNECTIONS, identifier)
        .then()
        .statusCode(200)
        .body("data.contextKeys", contains("tenant:" + tenant));
  }

  @Test
  void annLinksHerself() {
    // Given
    var integration = Journeys.slackIntegration();
    var connection = connection(integration, ann, tenant);
    var asked =
        start(
            LINK_USER,
            token(ann, tenant),
            Map.of(
                "integrationIdentifier", integration,
                "connectionIdentifier", connection,
                "userScope", List.of("identity.basic")));
    var state = query(asked.then().statusCode(201).extract().path("data.url")).get("state");

    // When
    callback(state, code("variant-c", workspace, unique("U"))).then().statusCode(200);

    // Then
    browser(token(ann, tenant))
        .queryParam("connectionIdentifier", connection)
        .get(ENDPOINTS)
        .then()
        .body("data.type", contains("slack_user"));
    browser(token("bob", tenant))
        .queryParam("connectionIdentifier", connection)
        .get(ENDPOINTS)
        .then()
        .body("data", empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bob", "nobody"})
  void annDoesNotLinkToAConnectionThatSheDoesNotSee(String owner) {
    // Given
    var integration = Journeys.slackIntegration();
    var connection =
        owner.equals("bob") ? connection(integration, unique("bob"), tenant) : unique("unknown");

    // When
    var answer =
        start(
            LINK_USER,
            token(ann, tenant),
            Map.of("integrationIdentifier", integration, "connectionIdentifier", connection));

    // Then
    answer
        .then()
        .statusCode(404)
        .body("message", equalTo("Channel connection not found: " + connection));
  }

  @Test
  void theOldRouteNamesItsSuccessor() {
    // Given
    var request = Map.<String, Object>of("integrationIdentifier", Journeys.slackIntegration());

    // When
    var answer = start(EITHER, token(ann), request);

    // Then
    answer
        .then()
        .statusCode(201)
        .header("Deprecation", "@1775001600")
        .header("Link", "</v1/inbox/channel-connections/oauth>; rel=\"successor-version\"");
  }

  @Test
  void aChatIsLinkedWithoutNamingTheSubscriber() {
    // Given
    var integration =
        ApiCalls.integration(LinkingProvider.ID, "chat", "{'apiToken':'t'}").identifier();

    // When
    var answer = start(LINK_CHAT, token(ann, tenant), Map.of("integrationIdentifier", integration));

    // Then
    answer
        .then()
        .statusCode(200)
        .body("data.url", startsWith("https://chat.example/bot?start="))
        .body("data.providerMetadata.botUsername", equalTo("bot"));
  }

  @Test
  void aChatThatIsLinkedByOAuthIsRefused() {
    // Given
    var request = Map.<String, Object>of("integrationIdentifier", Journeys.slackIntegration());

    // When
    var answer = start(LINK_CHAT, token(ann), request);

    // Then
    answer.then().statusCode(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {CONNECT, LINK_USER, EITHER})
  void aVouchedSessionNeedsNoOtherHash(String route) {
    // Given
    var strict = Journeys.slackIntegration(Map.of("hmac", true));

    // When
    var answer = start(route, vouched(), Map.of("integrationIdentifier", strict));

    // Then
    answer.then().statusCode(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {CONNECT, LINK_USER, EITHER})
  void anUnvouchedSessionNeedsAHashOfItsContext(String route) {
    // Given
    var strict = Journeys.slackIntegration(Map.of("hmac", true));
    var request = new HashMap<String, Object>();
    request.put("integrationIdentifier", strict);
    request.put("context", Map.of("tenant", tenant));
    request.put("contextHash", hash("dev-secret-key", "{\"tenant\":\"" + tenant + "\"}"));

    // When
    var answer = start(route, token(ann, tenant), request);

    // Then
    answer.then().statusCode(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {CONNECT, LINK_USER, EITHER})
  void aHashOfAnotherContextDoesNotVouchForTheSessions(String route) {
    // Given
    var strict = Journeys.slackIntegration(Map.of("hmac", true));
    var request = new HashMap<String, Object>();
    request.put("integrationIdentifier", strict);
    request.put("context", Map.of("tenant", "acme"));
    request.put("contextHash", hash("dev-secret-key", "{\"tenant\":\"acme\"}"));

    // When
    var answer = start(route, token(ann, tenant), request);

    // Then
    answer
        .then()
        .statusCode(400)
        .body("message", equalTo("Please provide a valid context HMAC hash"));
  }

  @ParameterizedTest
  @ValueSource(strings = {CONNECT, LINK_USER, EITHER})
  void anUnvouchedSessionWithoutAHashIsRefused(String route) {
    // Given
    var strict = Journeys.slackIntegration(Map.of("hmac", true));

    // When
    var answer = start(route, token(ann, tenant), Map.of("integrationIdentifier", strict));

    // Then
    answer
        .then()
        .statusCode(400)
        .body("message", equalTo("A context is required when HMAC validation is enabled."));
  }

  @Test
  void aSignedSubscriberWithoutContextCannotChooseATenant() {
    // Given
    var signed = tokenOf(Map.of("subscriber", ann, "subscriberHash", hash("dev-secret-key", ann)));
    var request =
        Map.<String, Object>of(
            "integrationIdentifier",
            Journeys.slackIntegration(),
            "context",
            Map.of("tenant", "victim"),
            "connectionMode",
            "shared");

    // When
    var answer = start(CONNECT, signed, request);

    // Then
    answer
        .then()
        .statusCode(400)
        .body(
            "message", equalTo("A valid contextHash is required when HMAC validation is enabled."));
  }

  @ParameterizedTest
  @ValueSource(strings = {CONNECT, LINK_USER, EITHER, LINK_CHAT})
  void anApiKeyStartsNoJourneyHere(String route) {
    // Given
    var request = ApiCalls.caller().contentType("application/json").body("{}");

    // When
    var answer = request.post(route);

    // Then
    answer.then().statusCode(401).body("message", equalTo("Unauthorized"));
  }

  private Response administratorConnects(String integration) {
    return ApiCalls.post(
        ApiCalls.CONNECTIONS,
        body(
            "{'integrationIdentifier':'%s','connectionMode':'shared','context':{'tenant':'%s'},'workspace':{'id':'T-RIGHT'},'auth':{'accessToken':'t'}}"
                .formatted(integration, tenant)));
  }

  private String vouched() {
    return tokenOf(
        Map.of(
            "subscriber",
            ann,
            "subscriberHash",
            hash("dev-secret-key", ann),
            "context",
            Map.of("tenant", tenant),
            "contextHash",
            hash("dev-secret-key", "{\"tenant\":\"" + tenant + "\"}")));
  }

  private Response start(String route, String token, Map<String, Object> request) {
    return browser(token).body(request).post(route);
  }

  private String connection(String integration, String subscriber, String inTenant) {
    return ApiCalls.post(
            ApiCalls.CONNECTIONS,
            body(
                "{'integrationIdentifier':'%s','subscriberId':'%s','context':{'tenant':'%s'},'workspace':{'id':'%s'},'auth':{'accessToken':'t'}}"
                    .formatted(integration, subscriber, inTenant, workspace)))
        .then()
        .statusCode(201)
        .extract()
        .path("data.identifier");
  }
}
