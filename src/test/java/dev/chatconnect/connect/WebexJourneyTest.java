package dev.chatconnect.connect;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.connect.Journeys.askForConnectUrl;
import static dev.chatconnect.connect.Journeys.askForLinkUrl;
import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.get;
import static dev.chatconnect.connect.Journeys.query;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

@QuarkusTest
class WebexJourneyTest {

  private final String subscriber = "subscriber-" + UUID.randomUUID();
  private final String identifier = "chconn-" + UUID.randomUUID();
  private final String person = "P" + UUID.randomUUID().toString().replace("-", "");
  private String integration = "";

  @BeforeEach
  void createIntegration() {
    integration = Journeys.integration("webex-messaging", Map.of());
  }

  @Test
  void allowConnectsTheOrganisation() {
    // When
    var page = Consent.click("Allow", askForConnectUrl(body(Map.of())));

    // Then
    page.then()
        .statusCode(200)
        .body(containsString("Webex Messaging is connected and ready to use."));
    get("/v1/channel-connections/{id}", identifier)
        .then()
        .statusCode(200)
        .body("data.providerId", equalTo("webex-messaging"))
        .body("data.workspace.id", equalTo("ORGSTANDIN"))
        .body("data.workspace.name", equalTo("Ann Example"));
  }

  @Test
  void cancelConnectsNothing() {
    // When
    var page = Consent.click("Cancel", askForConnectUrl(body(Map.of())));

    // Then
    page.then().statusCode(403);
    get("/v1/channel-connections?subscriberId={s}", subscriber).then().body("data", hasSize(0));
  }

  @Test
  void aPersonOfTheOrganisationIsLinked() {
    // Given
    Consent.click("Allow", askForConnectUrl(body(Map.of())));

    // When
    var page = link(Map.of(), "demo.ORGSTANDIN." + person);

    // Then
    page.then().statusCode(200);
    get("/v1/channel-endpoints?subscriberId={s}", subscriber)
        .then()
        .body("data", hasSize(1))
        .body("data[0].type", equalTo("webex_person"))
        .body("data[0].endpoint.personId", equalTo(person))
        .body("data[0].connectionIdentifier", equalTo(identifier));
  }

  @Test
  void aPersonOfAnotherOrganisationIsNot() {
    // Given
    Consent.click("Allow", askForConnectUrl(body(Map.of())));

    // When
    var page = link(Map.of(), "demo.OTHER." + person);

    // Then
    page.then().statusCode(403);
    get("/v1/channel-endpoints?subscriberId={s}", subscriber).then().body("data", hasSize(0));
  }

  @Test
  void aLinkInAnotherContextThanTheConnectionIsRefused() {
    // Given
    Consent.click("Allow", askForConnectUrl(body(Map.of())));

    // When
    var page = link(Map.of("context", Map.of("tenant", "other")), "demo.ORGSTANDIN." + person);

    // Then
    page.then().statusCode(400);
    get("/v1/channel-endpoints?subscriberId={s}", subscriber).then().body("data", hasSize(0));
  }

  @Test
  void reconnectingLinksTheInstallerOnce() {
    // Given
    var asked = body(Map.of("autoLinkUser", true));
    callback(Journeys.state(asked), "demo.ORGX." + person).then().statusCode(200);

    // When
    var page = callback(Journeys.state(asked), "demo.ORGX." + person);

    // Then
    page.then().statusCode(200);
    get("/v1/channel-endpoints?subscriberId={s}", subscriber).then().body("data", hasSize(1));
  }

  @Test
  void aLinkNeedsAConnection() {
    // Given
    var body = Map.<String, Object>of("integrationIdentifier", integration, "subscriberId", "ann");

    // When
    var answer = askForLinkUrl(body);

    // Then
    answer
        .then()
        .statusCode(400)
        .body("message", equalTo("connectionIdentifier is required for Webex link_user mode"));
  }

  @Test
  void anUnknownCodeEndsOnAPageThatSaysSo() {
    // Given
    var state = Journeys.state(body(Map.of()));

    // When
    var page = callback(state, "never-issued");

    // Then
    page.then().statusCode(400);
    get("/v1/channel-connections?subscriberId={s}", subscriber).then().body("data", hasSize(0));
  }

  private Response link(Map<String, Object> more, String code) {
    String url = askForLinkUrl(body(more)).then().statusCode(201).extract().path("data.url");
    return callback(query(url).get("state"), code);
  }

  private Map<String, Object> body(Map<String, Object> more) {
    var body = new HashMap<String, Object>(more);
    body.put("integrationIdentifier", integration);
    body.put("subscriberId", subscriber);
    body.put("connectionIdentifier", identifier);
    return body;
  }
}
