package dev.chatconnect.connect;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.chatconnect.provider.IdTokenTrials;
import dev.chatconnect.provider.OwnHost;
import dev.chatconnect.provider.SigningPair;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.chatconnect.connect.Journeys.askForLinkUrl;
import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.get;
import static dev.chatconnect.connect.Journeys.query;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

/** Linking a subscriber by Sign in with Slack, through the whole service. */
@QuarkusTest
class SlackOpenIdJourneyTest {

  private static final SigningPair KEY = SigningPair.ofTheStandIn();

  private final OwnHost slack = new OwnHost(OwnHost.standIn().toString());
  private final String subscriber = unique("subscriber-");
  private final String connection = unique("chconn-");
  private final String workspace = unique("T");
  private final String user = unique("U");
  private String integration = "";

  @BeforeEach
  void connectWorkspace() {
    integration = slackIntegration(Map.of("openIdConnect", true));
    connect("variant-a", workspace, connection);
  }

  @Test
  void theSignInPageIsThatOfTheConnectedWorkspace() {
    // When
    var url = linkUrl(connection);

    // Then
    assertThat(URI.create(url)).hasPath("/openid/connect/authorize");
    assertThat(query(url))
        .containsEntry("team", workspace)
        .containsEntry("scope", "openid profile email")
        .containsKey("nonce")
        .doesNotContainKey("code_challenge");
  }

  @Test
  void theWorkspaceOfSomebodyElsesConnectionIsNotTold() {
    // Given
    var theirs = unique("chconn-");
    callback(
            state(
                Journeys.of(integration, unique("other-"), Map.of("connectionIdentifier", theirs))),
            code("variant-a", unique("T"), unique("U")))
        .then()
        .statusCode(200);

    // When
    var url = linkUrl(theirs);

    // Then
    assertThat(query(url)).doesNotContainKey("team");
  }

  @Test
  void aUserWhoSignsInIsLinkedToTheConnection() {
    // Given
    var asked = query(linkUrl(connection));

    // When
    var page =
        callback(asked.get("state"), codeFor(asked.get("nonce"), workspace, Optional.empty()));

    // Then
    page.then().statusCode(200).body(containsString("Your Slack account is linked."));
    endpoints()
        .then()
        .body("data", hasSize(1))
        .body("data[0].type", equalTo("slack_user"))
        .body("data[0].endpoint", equalTo(Map.of("userId", user)))
        .body("data[0].connectionIdentifier", equalTo(connection))
        .body("data[0].contextKeys", equalTo(List.of("tenant:acme")));
  }

  @Test
  void aUserOfAnotherWorkspaceIsTurnedAway() {
    // Given
    var asked = query(linkUrl(connection));

    // When
    var page =
        callback(
            asked.get("state"), codeFor(asked.get("nonce"), unique("T"), Optional.of("E0ORG")));

    // Then
    page.then().statusCode(403).body(containsString("That is another workspace"));
    endpoints().then().body("data", hasSize(0));
  }

  @Test
  void aUserOfTheOrganisationIsLinkedToItsInstallWhateverTheirWorkspace() {
    // Given
    var enterprise = unique("E");
    var orgWide = unique("chconn-");
    connect("variant-d", enterprise, orgWide);
    var asked = query(linkUrl(orgWide));

    // When
    var page =
        callback(
            asked.get("state"), codeFor(asked.get("nonce"), unique("T"), Optional.of(enterprise)));

    // Then
    assertThat(asked).doesNotContainKey("team");
    page.then().statusCode(200);
    endpoints().then().body("data[0].connectionIdentifier", equalTo(orgWide));
  }

  @Test
  void aTokenOfAnotherJourneyLinksNobody() {
    // Given
    var stolen = codeFor(query(linkUrl(connection)).get("nonce"), workspace, Optional.empty());
    var asked = query(linkUrl(connection));

    // When
    var page = callback(asked.get("state"), stolen);

    // Then
    page.then().statusCode(400).body(containsString("That did not work"));
    endpoints().then().body("data", hasSize(0));
  }

  @Test
  void pkceIsUsedWhereTheAppTakesIt() {
    // Given
    integration = slackIntegration(Map.of("openIdConnect", true, "usePkce", true));
    var asked = query(linkUrl(""));
    var code = codeFor(asked.get("nonce"), workspace, Optional.empty());

    // When
    callback(asked.get("state"), code).then().statusCode(200);

    // Then
    assertThat(
            slack.posts("/api/openid.connect.token").stream()
                .filter(request -> request.formParameter("code").firstValue().equals(code)))
        .singleElement()
        .satisfies(
            request ->
                assertThat(Pkce.challenge(request.formParameter("code_verifier").firstValue()))
                    .isEqualTo(asked.get("code_challenge")));
  }

  @Test
  void anAppWithoutPkceIsToldWhatToTurnOn() {
    // Given
    integration = slackIntegration(Map.of("openIdConnect", true, "usePkce", true));
    var asked = query(linkUrl(""));

    // When
    var page = callback(asked.get("state"), "error-pkce_not_allowed");

    // Then
    page.then()
        .statusCode(400)
        .body(containsString("Turn on PKCE in the settings of the Slack app"));
  }

  private void connect(String variant, String id, String identifier) {
    var state =
        state(
            Map.of(
                "integrationIdentifier",
                integration,
                "context",
                Map.of("tenant", unique("acme")),
                "connectionMode",
                "shared",
                "connectionIdentifier",
                identifier));
    callback(state, code(variant, id, unique("U"))).then().statusCode(200);
  }

  /** As the published client asks, which always sends the legacy scope. */
  private String linkUrl(String connectionIdentifier) {
    return askForLinkUrl(
            Journeys.of(
                integration,
                subscriber,
                Map.of(
                    "connectionIdentifier",
                    connectionIdentifier,
                    "userScope",
                    List.of("identity.basic"),
                    "context",
                    Map.of("tenant", "acme"))))
        .then()
        .statusCode(201)
        .extract()
        .path("data.url");
  }

  private String codeFor(String nonce, String team, Optional<String> enterprise) {
    var claims = IdTokenTrials.claims(slack.root(), "1111.2222", nonce, Instant.now());
    claims.setStringClaim("https://slack.com/user_id", user);
    claims.setStringClaim("https://slack.com/team_id", team);
    enterprise.ifPresent(id -> claims.setStringClaim("https://slack.com/enterprise_id", id));
    return slack.codeAnswered(
        "/api/openid.connect.token",
        okJson("{\"ok\":true,\"id_token\":\"" + KEY.sign(claims) + "\"}"));
  }

  private Response endpoints() {
    return get("/v1/channel-endpoints?subscriberId={s}", subscriber);
  }
}
