package dev.chatconnect.connect;

import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.connect.Journeys.askForConnectUrl;
import static dev.chatconnect.connect.Journeys.askForLinkUrl;
import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.get;
import static dev.chatconnect.connect.Journeys.linkState;
import static dev.chatconnect.connect.Journeys.query;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

/** Zoom from the URL to the records. */
@QuarkusTest
class ZoomJourneyTest {

  private final String subscriber = unique("subscriber-");
  private final String identifier = unique("zoom-");
  private final String account = unique("acc");
  private final String user = unique("usr");
  private String integration = "";

  @BeforeEach
  void createIntegration() {
    integration = Journeys.integration("zoom", Map.of());
  }

  @Test
  void allowConnectsTheAccount() {
    // When
    var page = Consent.click("Allow", askForConnectUrl(body(Map.of())));

    // Then
    page.then().statusCode(200).body(containsString("Zoom is connected and ready to use."));
    get("/v1/channel-connections/{id}", identifier)
        .then()
        .body("data.providerId", equalTo("zoom"))
        .body("data.workspace.id", equalTo("cB2JTbvLQQ8lFQA1ZRUIw"))
        .body("data.status", equalTo("active"));
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
  void everyUrlHasAChallengeOfItsOwn() {
    // Given
    var first = query(askForLinkUrl(body(Map.of())).path("data.url"));

    // When
    var second = query(askForLinkUrl(body(Map.of())).path("data.url"));

    // Then
    assertThat(second.get("code_challenge"))
        .matches("[A-Za-z0-9_-]{43}")
        .isNotEqualTo(first.get("code_challenge"));
  }

  @Test
  void theUserWhoConnectsIsLinkedWhereThatIsAsked() {
    // When
    callback(state(body(Map.of("autoLinkUser", true))), code(account)).then().statusCode(200);

    // Then
    get("/v1/channel-endpoints?subscriberId={s}", subscriber)
        .then()
        .body("data", hasSize(1))
        .body("data[0].type", equalTo("zoom_user"))
        .body("data[0].endpoint.userId", equalTo(user))
        .body("data[0].connectionIdentifier", equalTo(identifier));
  }

  @Test
  void aUserOfTheAccountIsLinked() {
    // Given
    callback(state(body(Map.of())), code(account)).then().statusCode(200);

    // When
    var page = callback(linkState(body(Map.of())), code(account));

    // Then
    page.then().statusCode(200);
    get("/v1/channel-endpoints?subscriberId={s}", subscriber).then().body("data", hasSize(1));
  }

  @Test
  void aUserOfAnotherAccountIsNotLinked() {
    // Given
    callback(state(body(Map.of())), code(account)).then().statusCode(200);

    // When
    var page = callback(linkState(body(Map.of())), code(unique("acc")));

    // Then
    page.then().statusCode(403);
    get("/v1/channel-endpoints?subscriberId={s}", subscriber).then().body("data", hasSize(0));
  }

  private String code(String inAccount) {
    return Journeys.code("demo", inAccount, user);
  }

  private Map<String, Object> body(Map<String, Object> more) {
    var body = new HashMap<String, Object>(more);
    body.put("integrationIdentifier", integration);
    body.put("subscriberId", subscriber);
    body.put("connectionIdentifier", identifier);
    return body;
  }
}
