package dev.chatconnect.provider.msteams;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import dev.chatconnect.connect.Journeys;
import dev.chatconnect.provider.SigningPair;
import io.quarkus.test.junit.DisabledOnIntegrationTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.chatconnect.connect.Journeys.askForConnectUrl;
import static dev.chatconnect.connect.Journeys.askForLinkUrl;
import static dev.chatconnect.connect.Journeys.get;
import static dev.chatconnect.connect.Journeys.query;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

/** All legs as a browser makes them; only the signed id_token is made by the test. */
@QuarkusTest
class MsTeamsJourneyTest {

  private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"[^>]*>\\s*(Allow|Cancel)");
  private static final SigningPair KEY = SigningPair.ofTheStandIn();

  private final String tenant = UUID.randomUUID().toString();
  private final String user = UUID.randomUUID().toString();
  private final String subscriber = "subscriber-" + UUID.randomUUID();
  private final Cloud cloud = Cloud.ofTheApplication();

  @Test
  void consentByHandGoesOnToSigningInAndTheTenantIsConnected() {
    // Given
    String url = connectUrl(Map.of("subscriberId", subscriber));
    var proof = follow(link(url, "Allow")).then().statusCode(302).extract().header("Location");

    // When
    var page = signIn(proof, "8eaef023-2b34-4da1-9baa-8bc8c9d6a490");

    // Then
    page.then()
        .statusCode(200)
        .body(containsString("data-state=\"success\""))
        .body(containsString("Microsoft Teams is connected and ready to use."));
    get("/v1/channel-connections?subscriberId={s}", subscriber)
        .then()
        .body("data", hasSize(1))
        .body("data[0].providerId", equalTo("msteams"))
        .body("data[0].workspace.id", equalTo("8eaef023-2b34-4da1-9baa-8bc8c9d6a490"))
        .body("data[0].auth.accessToken", equalTo(""));
  }

  @Test
  void cancelOnTheConsentPageStoresNothing() {
    // Given
    String url = connectUrl(Map.of("subscriberId", subscriber));

    // When
    var page = follow(link(url, "Cancel"));

    // Then
    page.then().statusCode(403).body(containsString("Nothing was connected"));
    get("/v1/channel-connections?subscriberId={s}", subscriber).then().body("data", hasSize(0));
  }

  @Test
  void consentThatAnotherTenantGaveLongAgoConnectsItForNobodyElse() {
    // Given
    var victims = UUID.randomUUID().toString();
    cloud.letsIn(victims);
    String url = connectUrl(Map.of("subscriberId", subscriber));
    var proof = consent(url, victims).header("Location");

    // When
    var page = signIn(proof, tenant);

    // Then
    page.then().statusCode(403).body(containsString("That is another workspace"));
    get("/v1/channel-connections?subscriberId={s}", subscriber).then().body("data", hasSize(0));
  }

  @Test
  void consentAloneConnectsNothing() {
    // Given
    String url = connectUrl(Map.of("subscriberId", subscriber));

    // When
    var onward = consent(url, tenant);

    // Then
    onward.then().statusCode(302).header("Cache-Control", equalTo("no-store"));
    assertThat(onward.header("Location"))
        .startsWith(cloud.root() + "/organizations/oauth2/v2.0/authorize?");
    assertThat(query(onward.header("Location")).get("state")).isNotEqualTo(query(url).get("state"));
    get("/v1/channel-connections?subscriberId={s}", subscriber).then().body("data", hasSize(0));
  }

  @Test
  void cancellingTheSignInThatProvesConsentConnectsNothing() {
    // Given
    var proof = consent(connectUrl(Map.of("subscriberId", subscriber)), tenant).header("Location");

    // When
    var page = follow(link(proof, "Cancel"));

    // Then
    page.then().statusCode(403).body(containsString("Nothing was connected"));
    get("/v1/channel-connections?subscriberId={s}", subscriber).then().body("data", hasSize(0));
  }

  @Test
  void connectingGoesOnToLinkingAndBothAreStored() {
    // Given
    String url = connectUrl(chained(Map.of("context", Map.of("tenant", "acme"))));
    var onward = connect(url, tenant);
    onward.then().statusCode(302).header("Cache-Control", equalTo("no-store"));

    // When
    var page = signIn(onward.header("Location"), tenant);

    // Then
    page.then().statusCode(200).body(containsString("Your Microsoft Teams account is linked."));
    String connection =
        get("/v1/channel-connections?subscriberId={s}", subscriber)
            .then()
            .body("data", hasSize(1))
            .body("data[0].contextKeys", equalTo(List.of("tenant:acme")))
            .extract()
            .path("data[0].identifier");
    get("/v1/channel-endpoints?subscriberId={s}", subscriber)
        .then()
        .body("data", hasSize(1))
        .body("data[0].type", equalTo("ms_teams_user"))
        .body("data[0].endpoint.userId", equalTo(user))
        .body("data[0].endpoint.tenantId", equalTo(tenant))
        .body("data[0].connectionIdentifier", equalTo(connection))
        .body("data[0].contextKeys", equalTo(List.of("tenant:acme")));
    assertThat(
            Cloud.wireMock()
                .find(
                    postRequestedFor(
                        urlPathEqualTo("/v1.0/users/" + user + "/teamwork/installedApps"))))
        .hasSize(1);
  }

  @Test
  void eachLegHasAStateOfItsOwnAndTheFirstIsUsedUp() {
    // Given
    String url = connectUrl(chained(Map.of()));
    var onward = connect(url, tenant).header("Location");

    // When
    var again = consent(url, tenant);

    // Then
    assertThat(onward).startsWith(cloud.root() + "/organizations/oauth2/v2.0/authorize?");
    assertThat(query(onward).get("state")).isNotEqualTo(query(url).get("state"));
    assertThat(query(onward)).containsKeys("nonce", "code_challenge");
    again.then().statusCode(400);
  }

  @Test
  void signingInToAnotherTenantLinksNoOneAndInstallsNothing() {
    // Given
    String url = connectUrl(chained(Map.of()));
    var onward = connect(url, tenant).header("Location");

    // When
    var page = signIn(onward, UUID.randomUUID().toString());

    // Then
    page.then().statusCode(403).body(containsString("You signed in to another workspace"));
    get("/v1/channel-endpoints?subscriberId={s}", subscriber).then().body("data", hasSize(0));
    assertThat(
            Cloud.wireMock()
                .find(
                    postRequestedFor(
                        urlPathEqualTo("/v1.0/users/" + user + "/teamwork/installedApps"))))
        .isEmpty();
  }

  @Test
  void cancellingTheLinkKeepsTheConnection() {
    // Given
    String url = connectUrl(chained(Map.of()));
    var onward = connect(url, tenant).header("Location");

    // When
    var page = follow(link(onward, "Cancel"));

    // Then
    page.then()
        .statusCode(403)
        .body(not(containsString("access_denied")))
        .body(containsString(">Microsoft Teams is connected</h1>"))
        .body(containsString("Only your own Microsoft Teams account could not be linked."))
        .body(not(containsString("Nothing was connected")));
    get("/v1/channel-connections?subscriberId={s}", subscriber).then().body("data", hasSize(1));
    get("/v1/channel-endpoints?subscriberId={s}", subscriber).then().body("data", hasSize(0));
  }

  @Test
  @DisabledOnIntegrationTest("The packaged service has no list of allowed redirects")
  void aRedirectAfterAFailedLinkNamesTheConnectionThatStands() {
    // Given
    String url = connectUrl(chained(Map.of("redirectUrl", "http://localhost:4000/done?a=b")));
    var onward = connect(url, tenant).header("Location");

    // When
    var back = follow(link(onward, "Cancel"));

    // Then
    String connection =
        get("/v1/channel-connections?subscriberId={s}", subscriber)
            .then()
            .body("data", hasSize(1))
            .extract()
            .path("data[0].identifier");
    back.then().statusCode(302);
    assertThat(query(back.header("Location")))
        .containsEntry("status", "error")
        .containsEntry("error", "access_denied")
        .containsEntry("connectionIdentifier", connection);
  }

  @Test
  void aFailedInstallationIsExplainedOnThePage() {
    // Given
    cloud.takes(
        "/v1.0/users/" + user + "/teamwork/installedApps",
        jsonResponse("{\"error\":{\"code\":\"Forbidden\"}}", 403));
    String url = connectUrl(chained(Map.of()));
    var onward = connect(url, tenant).header("Location");

    // When
    var page = signIn(onward, tenant);

    // Then
    page.then()
        .statusCode(400)
        .body(containsString("Microsoft Teams is connected"))
        .body(containsString("TeamsAppInstallation.ReadWriteSelfForUser.All permission"))
        .body(containsString("up to 60 minutes"));
    get("/v1/channel-endpoints?subscriberId={s}", subscriber).then().body("data", hasSize(0));
  }

  @Test
  void consentThatCannotBeProvenStoresNothing() {
    // Given
    cloud.takes(
        "/" + tenant + "/oauth2/v2.0/token",
        jsonResponse("{\"error\":\"unauthorized_client\"}", 400));
    String url = connectUrl(chained(Map.of()));

    // When
    var page = connect(url, tenant);

    // Then
    page.then().statusCode(400).body(containsString("up to 60 minutes"));
    get("/v1/channel-connections?subscriberId={s}", subscriber).then().body("data", hasSize(0));
  }

  @Test
  void consentingAgainRenewsTheConnection() {
    // Given
    var integration = integration(Map.of());
    connect(connectUrl(integration, Map.of("subscriberId", subscriber)), tenant);

    // When
    var page = connect(connectUrl(integration, Map.of("subscriberId", subscriber)), tenant);

    // Then
    page.then().statusCode(200);
    get("/v1/channel-connections?subscriberId={s}", subscriber).then().body("data", hasSize(1));
  }

  @Test
  void aSharedConnectionBelongsToNoSubscriber() {
    // Given
    var identifier = "shared-" + UUID.randomUUID();
    String url =
        connectUrl(
            Map.of(
                "subscriberId",
                subscriber,
                "connectionIdentifier",
                identifier,
                "connectionMode",
                "shared",
                "context",
                Map.of("tenant", identifier)));

    // When
    var page = connect(url, tenant);

    // Then
    page.then().statusCode(200);
    var connection = get("/v1/channel-connections/{id}", identifier).then().statusCode(200);
    assertThat(connection.extract().<String>path("data.subscriberId")).isNull();
  }

  @Test
  void aUserIsLinkedWithoutConsentBefore() {
    // Given
    String url =
        askForLinkUrl(
                Map.of("integrationIdentifier", integration(Map.of()), "subscriberId", subscriber))
            .then()
            .statusCode(201)
            .extract()
            .path("data.url");

    // When
    var page = signIn(url, tenant);

    // Then
    page.then().statusCode(200);
    get("/v1/channel-endpoints?subscriberId={s}", subscriber).then().body("data", hasSize(1));
  }

  @Test
  void anIdTokenOfAnotherJourneyLinksNoOne() {
    // Given
    String url = connectUrl(chained(Map.of()));
    var onward = connect(url, tenant).header("Location");
    var stolen =
        cloud.codeFor(KEY.sign(cloud.claims(tenant, user, "another-nonce", Instant.now())));

    // When
    var page = Journeys.callback(query(onward).get("state"), stolen);

    // Then
    page.then().statusCode(400);
    get("/v1/channel-endpoints?subscriberId={s}", subscriber).then().body("data", hasSize(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"clientId", "secretKey", "tenantId"})
  void noUrlIsMadeForAnIntegrationThatLacksACredential(String missing) {
    // Given
    var integration = integration(Map.of(missing, ""));

    // When
    var answer =
        askForConnectUrl(Map.of("integrationIdentifier", integration, "subscriberId", subscriber));

    // Then
    answer
        .then()
        .statusCode(404)
        .body("message", containsString("MS Teams integration missing required"));
  }

  private Map<String, Object> chained(Map<String, Object> more) {
    var body = new HashMap<>(more);
    body.put("subscriberId", subscriber);
    body.put("autoLinkUser", true);
    return body;
  }

  private static String connectUrl(Map<String, Object> more) {
    return connectUrl(integration(Map.of()), more);
  }

  private static String connectUrl(String integration, Map<String, Object> more) {
    var body = new HashMap<>(more);
    body.put("integrationIdentifier", integration);
    return askForConnectUrl(body).then().statusCode(201).extract().path("data.url");
  }

  private static String integration(Map<String, Object> changes) {
    var credentials = new HashMap<>(Cloud.APP.values());
    credentials.putAll(changes);
    var identifier = "msteams-" + UUID.randomUUID();
    given()
        .header("Authorization", Journeys.API_KEY)
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "providerId",
                "msteams",
                "channel",
                "chat",
                "identifier",
                identifier,
                "active",
                true,
                "credentials",
                credentials))
        .post("/v1/integrations")
        .then()
        .statusCode(201);
    return identifier;
  }

  /** What the consent page of a tenant sends the browser back with. */
  private static Response consent(String url, String tenant) {
    return browser()
        .queryParams("admin_consent", "True", "tenant", tenant)
        .queryParams("scope", query(url).get("scope"), "state", query(url).get("state"))
        .get(Journeys.CALLBACK);
  }

  /** Consents for a tenant and signs in to it. */
  private Response connect(String url, String toTenant) {
    return signIn(consent(url, toTenant).header("Location"), toTenant);
  }

  /** Signs in at this URL as the user of this test, in a tenant. */
  private Response signIn(String url, String inTenant) {
    var asked = query(url);
    var token = KEY.sign(cloud.claims(inTenant, user, asked.get("nonce"), Instant.now()));
    return Journeys.callback(asked.get("state"), cloud.codeFor(token));
  }

  /** The link that a person would click on a page of the stand-in. */
  private static String link(String url, String name) {
    var html =
        given().urlEncodingEnabled(false).get(url).then().statusCode(200).extract().asString();
    var links = LINK.matcher(html);
    while (links.find()) {
      if (links.group(2).equals(name)) {
        return links.group(1).replace("&amp;", "&");
      }
    }
    throw new AssertionError("no link " + name);
  }

  /** Follows a link to the public URL, which in tests is the port that the test server has. */
  private static Response follow(String link) {
    var uri = URI.create(link);
    return browser().urlEncodingEnabled(false).get(uri.getRawPath() + "?" + uri.getRawQuery());
  }

  private static io.restassured.specification.RequestSpecification browser() {
    return given().redirects().follow(false).accept("text/html,*/*;q=0.8");
  }
}
