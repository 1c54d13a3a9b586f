package dev.chatconnect.connectpage;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import jakarta.inject.Inject;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.LogCapture;
import dev.chatconnect.connect.Journeys;
import dev.chatconnect.connect.LinkingProvider;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.environment.Tenants;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.query;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static dev.chatconnect.connectpage.Visitor.PAGE;
import static dev.chatconnect.connectpage.Visitor.browser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** What a visitor sees and does on the connect page. */
@QuarkusTest
class ConnectPageTest {

  private static final Map<String, String> CONTEXT = Map.of("tenant", "acme");

  @Inject Environments environments;
  @Inject RedisDataSource redis;

  private final String subscriber = unique("subscriber-");
  private final String code = code("variant-a", unique("T"), unique("U"));

  @Test
  void anAppThatIsNotConnectedCanBeConnected() {
    // Given
    var integration = slackIntegration();
    var visitor = Visitor.of(subscriber, integration);

    // When
    var page = visitor.page();

    // Then
    page.then().statusCode(200).header("Content-Type", "text/html;charset=utf-8");
    assertThat(page.asString())
        .contains("data-app=\"" + integration + "\" data-state=\"absent\"", ">Not connected<")
        .contains("action=\"/connect/steps/connect\"")
        .contains(".card{", "button.primary{")
        .doesNotContain("steps/link", "steps/disconnect", "steps/unlink");
  }

  @Test
  void connectingLeadsToTheProviderAndBackToThePage() {
    // Given
    var integration = slackIntegration();
    var visitor = Visitor.of(subscriber, integration);
    var away = visitor.send("connect", Map.of("app", integration));
    var state = query(away.header("Location")).get("state");

    // When
    var back = visitor.comeBack(state, "code=" + code);

    // Then
    away.then().statusCode(303);
    assertThat(back.header("Location")).startsWith("http://localhost:8080/connect?step=connect&");
    assertThat(visitor.follow(back.header("Location")).asString())
        .contains("role=\"status\"", "Slack is connected.", "data-state=\"connected\"")
        .contains("Slack Softball Team", "steps/disconnect");
    connections(integration)
        .then()
        .body("data[0].subscriberId", equalTo(subscriber))
        .body("data.size()", equalTo(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "error=access_denied | Nothing was changed: you cancelled, or Slack did not allow it.",
        "code=error-something_new | That did not work with Slack. Try again.",
        "code=error-bad_client_secret | Slack is not set up correctly. Tell the application&#39;s support team.",
        "code=error-pkce_not_allowed | Slack is not set up correctly. Tell the application&#39;s support team.",
        "code=not-json | Slack is not answering. Wait a minute and try again.",
        "code=status-500 | Slack is not answering. Wait a minute and try again.",
        "code=status-429 | Slack is not answering. Wait a minute and try again.",
      })
  void aFailureIsToldInPlainWords(String query, String words) {
    // Given
    var integration = slackIntegration();
    var visitor = Visitor.of(subscriber, integration);
    var state = visitor.begin("connect", integration);

    // When
    var back = visitor.comeBack(state, query);

    // Then
    assertThat(visitor.follow(back.header("Location")).asString())
        .contains("role=\"alert\"", words, "data-state=\"absent\"");
  }

  @ParameterizedTest
  @CsvSource({"en, Reference", "de, Referenz", "fr, Référence", "es, Referencia"})
  void aPageAboutAFailureNamesItsLineInTheLog(String language, String label) {
    // Given
    var unknown = PAGE + "/" + "A".repeat(43);
    try (var log = LogCapture.start()) {

      // When
      var page = browser().header("Accept-Language", language).get(unknown);

      // Then
      page.then().statusCode(404);
      assertThat(log.lines())
          .anyMatch(
              line ->
                  line.contains("event=connect_page_failed reference=" + reference(page, label))
                      && line.contains("reason=connect-link-unknown status=404"));
    }
  }

  @Test
  void aStepThatFailsNamesItsLineInTheLog() {
    // Given
    var integration = slackIntegration();
    var visitor = Visitor.of(subscriber, integration);
    try (var log = LogCapture.start()) {

      // When
      var answer = visitor.send("disconnect", Map.of("app", integration, "identifier", "none"));

      // Then
      var page = visitor.follow(answer.header("Location"));
      assertThat(log.lines())
          .anyMatch(
              line ->
                  line.contains(
                      "reference="
                          + reference(page, "Reference")
                          + " reason=connection-not-found"));
    }
  }

  @Test
  void aJourneyThatFailsNamesItsLineInTheLog() {
    // Given
    var integration = slackIntegration();
    var visitor = Visitor.of(subscriber, integration);
    var state = visitor.begin("connect", integration);
    try (var log = LogCapture.start()) {

      // When
      var back = visitor.comeBack(state, "error=access_denied");

      // Then
      var page = visitor.follow(back.header("Location"));
      assertThat(log.lines())
          .anyMatch(
              line ->
                  line.contains("event=journey_failed reference=" + reference(page, "Reference")));
    }
  }

  @Test
  void whatIsNoReferenceIsNotShown() {
    // Given
    var integration = slackIntegration();
    var visitor = Visitor.of(subscriber, integration);
    var made =
        visitor
            .send("disconnect", Map.of("app", integration, "identifier", "none"))
            .header("Location");

    // When
    var page =
        visitor.follow(made.replaceAll("errorReference=[a-z0-9]+", "errorReference=Call-555"));

    // Then
    assertThat(page.asString()).contains("role=\"alert\"").doesNotContain("555", "Reference");
  }

  @ParameterizedTest
  @ValueSource(strings = {"connect", "link", "disconnect", "unlink"})
  void aFormThatNamesNoAppIsToldSo(String step) {
    // Given
    var visitor = Visitor.of(subscriber, slackIntegration());

    // When
    var answer = visitor.send(step, Map.of());

    // Then
    answer.then().statusCode(303);
    assertThat(answer.header("Location")).contains("error=integration-not-found");
  }

  private static String reference(Response page, String label) {
    var found = Pattern.compile(label + ": <code>([a-z0-9]{10})</code>").matcher(page.asString());
    assertThat(found.find()).as("a reference on the page").isTrue();
    return found.group(1);
  }

  @Test
  void nobodyElseCanSendAVisitorToAPageWithAMessage() {
    // Given
    var integration = slackIntegration();
    var visitor = Visitor.of(subscriber, integration);
    var made =
        Visitor.of(subscriber, integration)
            .send("disconnect", Map.of("app", integration, "identifier", "none"))
            .header("Location");

    // When
    var page = visitor.follow(made);

    // Then
    assertThat(made).contains("status=error", "proof=");
    page.then().statusCode(200);
    assertThat(page.asString()).doesNotContain("role=\"alert\"", "role=\"status\"");
  }

  @Test
  void anAccountIsLinkedAndUnlinked() {
    // Given
    var integration = slackIntegration();
    var team = unique("T");
    var connection = connect(Journeys.of(integration, subscriber), team);
    var visitor = Visitor.of(subscriber, integration);
    var user = unique("U");
    var state = visitor.begin("link", integration);
    var back = visitor.comeBack(state, "code=" + code("variant-c", team, user));
    var linked = visitor.follow(back.header("Location")).asString();
    var linkedTo = endpoints(integration).then();
    var endpoint = linkedTo.extract().<String>path("data[0].identifier");

    // When
    var answer = visitor.send("unlink", Map.of("app", integration, "identifier", endpoint));

    // Then
    assertThat(linked)
        .contains("Your Slack account is linked.", "title=\"" + user + "\">Slack (")
        .doesNotContain("Link your account");
    linkedTo.body("data[0].connectionIdentifier", equalTo(connection));
    answer.then().statusCode(303);
    assertThat(visitor.follow(answer.header("Location")).asString())
        .contains("Your Slack account is no longer linked.")
        .doesNotContain(user);
    endpoints(integration).then().body("data.size()", equalTo(0));
  }

  @Test
  void anAccountIsLinkedOnlyWhereItsWorkspaceIsConnected() {
    // Given
    var integration = slackIntegration();
    var visitor = Visitor.of(subscriber, integration);
    var page = visitor.page().asString();

    // When
    var answer = visitor.send("link", Map.of("app", integration));

    // Then
    assertThat(page)
        .contains("Connect a workspace first, then you can link your account.")
        .doesNotContain("/steps/link");
    answer.then().statusCode(303);
    assertThat(answer.header("Location")).doesNotContain("state=");
    assertThat(visitor.follow(answer.header("Location")).asString()).contains("role=\"alert\"");
  }

  @Test
  void anAccountThatWasLinkedBeforeItsWorkspaceCanBeLinkedAgain() {
    // Given
    var integration = slackIntegration();
    var team = unique("T");
    var user = code("variant-c", team, unique("U"));
    var link = Journeys.linkState(Journeys.of(integration, subscriber));
    callback(link, user).then().statusCode(200);
    var visitor = Visitor.of(subscriber, integration);
    var before = visitor.page().asString();
    var connection = connect(Journeys.of(integration, subscriber), team);

    // When
    visitor.comeBack(visitor.begin("link", integration), "code=" + user);

    // Then
    assertThat(before).contains("data-state=\"absent\"");
    endpoints(integration)
        .then()
        .body("data.size()", equalTo(1))
        .body("data[0].connectionIdentifier", equalTo(connection));
  }

  @Test
  void anAccountThatCannotBeReadIsShownByItsKindAndUnlinked() {
    // Given
    var integration = slackIntegration();
    var team = unique("T");
    connect(Journeys.of(integration, subscriber), team);
    var visitor = Visitor.of(subscriber, integration);
    var state = visitor.begin("link", integration);
    visitor.comeBack(state, "code=" + code("variant-c", team, unique("U")));
    var endpoint = endpoints(integration).<String>path("data[0].identifier");
    loseKeyOf(endpoint);

    // When
    var page = visitor.page();

    // Then
    page.then().statusCode(200).body(containsString(">slack user<"));
    visitor
        .send("unlink", Map.of("app", integration, "identifier", endpoint))
        .then()
        .statusCode(303);
    endpoints(integration).then().body("data.size()", equalTo(0));
  }

  @Test
  void disconnectingRemovesTheConnection() {
    // Given
    var integration = slackIntegration();
    var connection = connect(Journeys.of(integration, subscriber));
    var visitor = Visitor.of(subscriber, integration);

    // When
    var answer = visitor.send("disconnect", Map.of("app", integration, "identifier", connection));

    // Then
    answer.then().statusCode(303);
    assertThat(visitor.follow(answer.header("Location")).asString())
        .contains("Slack is disconnected.", "data-state=\"absent\"");
    connections(integration).then().body("data.size()", equalTo(0));
  }

  @Test
  void whatAVisitorDoesIsPutDownToThem() {
    // Given
    var integration = slackIntegration();
    var connection = connect(Journeys.of(integration, subscriber));
    var visitor = Visitor.of(subscriber, integration);

    // When
    visitor.send("disconnect", Map.of("app", integration, "identifier", connection));

    // Then
    ApiCalls.list(
            "/v1/audit", Map.of("connectionIdentifier", connection, "type", "connection.deleted"))
        .then()
        .body("data[0].actor", equalTo(Map.of("type", "subscriber", "id", subscriber)));
  }

  @Test
  void aSharedConnectionIsShownButNotRemoved() {
    // Given
    var integration = slackIntegration();
    var connection =
        connect(
            Journeys.of(
                integration, subscriber, Map.of("context", CONTEXT, "connectionMode", "shared")));
    var visitor =
        Visitor.of(
            Map.of(
                "subscriberId", subscriber,
                "context", CONTEXT,
                "integrations", List.of(integration)));

    // When
    var answer = visitor.send("disconnect", Map.of("app", integration, "identifier", connection));

    // Then
    assertThat(visitor.page().asString())
        .contains("data-state=\"connected\"", "Shared with your team.")
        .doesNotContain("steps/disconnect", "steps/connect");
    assertThat(answer.header("Location")).contains("error=connection-not-found");
    connections(integration).then().body("data.size()", equalTo(1));
  }

  @Test
  void whatBelongsToOthersOrToAnotherContextIsNeitherShownNorRemoved() {
    // Given
    var integration = slackIntegration();
    var ofAnother = connect(Journeys.of(integration, unique("other-")));
    var inContext = connect(Journeys.of(integration, subscriber, Map.of("context", CONTEXT)));
    var visitor = Visitor.of(subscriber, integration);

    // When
    var answers =
        List.of(ofAnother, inContext).stream()
            .map(id -> visitor.send("disconnect", Map.of("app", integration, "identifier", id)))
            .toList();

    // Then
    assertThat(visitor.page().asString()).contains("data-state=\"absent\"");
    assertThat(answers)
        .allSatisfy(
            answer -> assertThat(answer.header("Location")).contains("error=connection-not-found"));
    connections(integration).then().body("data.size()", equalTo(2));
  }

  @Test
  void aConnectionThatStoppedWorkingCanBeReconnected() {
    // Given
    var integration = slackIntegration();
    var connection = connect(Journeys.of(integration, subscriber));
    ApiCalls.patch(
            ApiCalls.CONNECTIONS,
            connection,
            ApiCalls.body(
                "{'workspace':{'id':'T1','name':'Old <b>'},'auth':{'accessToken':'error-token_revoked'}}"))
        .then()
        .statusCode(200);
    ApiCalls.caller().post(ApiCalls.CONNECTIONS + "/{id}/verify", connection);
    var visitor = Visitor.of(subscriber, integration);

    // When
    var page = visitor.page();

    // Then
    assertThat(page.asString())
        .contains(">Old &lt;b&gt;<", "Disconnect Old &lt;b&gt;?")
        .doesNotContain("<b>")
        .contains("data-state=\"broken\"", "Needs reconnecting", "Reconnect: ");
  }

  @Test
  void aChatIsLinkedWhereTheProviderHasNoOAuth() {
    // Given
    var integration = Journeys.integration(LinkingProvider.ID, Map.of("apiToken", "token"));
    var visitor = Visitor.of(subscriber, integration);

    // When
    var answer = visitor.send("link", Map.of("app", integration));

    // Then
    answer.then().statusCode(303);
    assertThat(answer.header("Location")).startsWith("https://chat.example/bot?start=");
  }

  @Test
  void anAppThatCannotBeginAJourneyIsToldOf() {
    // Given
    var integration = Journeys.integration(LinkingProvider.ID, Map.of());
    var visitor = Visitor.of(subscriber, integration);

    // When
    var answer = visitor.send("link", Map.of("app", integration));

    // Then
    assertThat(visitor.follow(answer.header("Location")).asString())
        .contains("Linking probe is not set up correctly.");
  }

  @Test
  void anAppThatTheLinkDoesNotNameIsOutOfReach() {
    // Given
    var hidden = slackIntegration();
    var visitor = Visitor.of(subscriber, slackIntegration());

    // When
    var answer = visitor.send("connect", Map.of("app", hidden));

    // Then
    assertThat(answer.header("Location")).startsWith("/connect?").contains("integration-not-found");
    assertThat(visitor.page().asString()).doesNotContain(hidden);
  }

  @ParameterizedTest
  @ValueSource(strings = {"connect", "link", "disconnect", "unlink"})
  void aFormWithoutItsTokenDoesNothing(String step) {
    // Given
    var integration = slackIntegration();
    var connection = connect(Journeys.of(integration, subscriber));
    var visitor = Visitor.of(subscriber, integration);
    var stranger = Visitor.of(subscriber, integration).formToken();

    // When
    var answers =
        List.of(
            visitor.post(step, Map.of("app", integration, "identifier", connection)),
            visitor.post(
                step, Map.of("app", integration, "identifier", connection, "form", stranger)));

    // Then
    assertThat(answers).extracting(Response::statusCode).containsOnly(403);
    connections(integration).then().body("data.size()", equalTo(1));
  }

  @Test
  void aFormFromAnotherSiteDoesNothing() {
    // Given
    var integration = slackIntegration();
    var visitor = Visitor.of(subscriber, integration);
    var token = visitor.formToken();
    var request = visitor.here().header("Sec-Fetch-Site", "cross-site");

    // When
    var answer =
        request
            .headers(Map.of("Origin", "https://evil.example"))
            .formParams(Map.of("form", token, "app", integration))
            .post(PAGE + "/steps/connect");

    // Then
    answer.then().statusCode(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "x"})
  void withoutAVisitThePageTellsWhatToDo(String cookie) {
    // Given
    var request = cookie.isEmpty() ? browser() : browser().cookie("chat-connect", cookie);

    // When
    var page = request.get(PAGE);

    // Then
    page.then()
        .statusCode(401)
        .body(containsString("Your visit is over"))
        .body(containsString("open the page from there again"));
  }

  @Test
  void anEnvironmentWithoutAppsSaysSo() {
    // Given
    var inactive =
        ApiCalls.post(
                "/v1/integrations",
                ApiCalls.body(
                    "{'providerId':'slack','channel':'chat','active':false,'identifier':'%s'}"
                        .formatted(unique("slack-"))))
            .<String>path("data.identifier");
    var visitor = Visitor.of(subscriber, inactive);

    // When
    var page = visitor.page();

    // Then
    page.then().statusCode(200).body(containsString("Nothing to connect yet"));
  }

  @Test
  void thePageSpeaksTheVisitorsLanguage() {
    // Given
    var visitor = Visitor.of(subscriber, slackIntegration());

    // When
    var page = visitor.here().header("Accept-Language", "fr-FR").get(PAGE);

    // Then
    page.then()
        .header("Content-Language", "fr")
        .body(containsString("<html lang=\"fr\">"))
        .body(containsString("Vos applications de messagerie"));
  }

  private String connect(Map<String, Object> body) {
    return connect(body, unique("T"));
  }

  private String connect(Map<String, Object> body, String team) {
    var identifier = unique("chconn-");
    body.put("connectionIdentifier", identifier);
    callback(state(body), code("variant-a", team, unique("U"))).then().statusCode(200);
    return identifier;
  }

  private void loseKeyOf(String endpoint) {
    var environment = Tenants.withKey(environments, "dev-secret-key");
    var key = new RedisKeys(environment.id()).record("endpoint", endpoint);
    var values = redis.value(String.class);
    values.set(key, values.get(key).replaceFirst("\"v1\\.[^.]+\\.", "\"v1.lost."));
  }

  private static Response connections(String integration) {
    return ApiCalls.list(ApiCalls.CONNECTIONS, Map.of("integrationIdentifier", integration));
  }

  private static Response endpoints(String integration) {
    return ApiCalls.list(ApiCalls.ENDPOINTS, Map.of("integrationIdentifier", integration));
  }
}
