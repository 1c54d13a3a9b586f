package dev.chatconnect.connect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.connect.Journeys.askForConnectUrl;
import static dev.chatconnect.connect.Journeys.askForLinkUrl;
import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.get;
import static dev.chatconnect.connect.Journeys.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

@QuarkusTest
class DiscordJourneyTest {

  private static final String GUILD = "290926798626357260";

  private final String subscriber = "subscriber-" + UUID.randomUUID();
  private final String identifier = "chconn-" + UUID.randomUUID();
  private final String user = "8" + UUID.randomUUID().toString().replaceAll("[^0-9]", "");
  private String integration = "";

  @BeforeEach
  void createIntegration() {
    integration = Journeys.integration("discord", Map.of("permissions", "3072"));
  }

  @Test
  void allowConnectsTheServerOfTheTokenAnswerNotOfTheCallback() {
    // When
    var page = Consent.click("Allow", askForConnectUrl(body(Map.of())));

    // Then
    page.then().statusCode(200).body(containsString("Discord is connected and ready to use."));
    get("/v1/channel-connections/{id}", identifier)
        .then()
        .statusCode(200)
        .body("data.providerId", equalTo("discord"))
        .body("data.workspace.id", equalTo(GUILD))
        .body("data.workspace.name", equalTo("Discord Sandbox"));
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
  void asksForThePermissionsOfTheIntegration() {
    // When
    var asked = askForConnectUrl(body(Map.of()));

    // Then
    String url = asked.then().statusCode(201).extract().path("data.url");
    assertThat(query(url)).containsEntry("permissions", "3072");
  }

  @Test
  void anIncomingWebhookBecomesAnEndpoint() {
    // When
    var page =
        Consent.click(
            "Allow", askForConnectUrl(body(Map.of("scope", List.of("webhook.incoming")))));

    // Then
    page.then().statusCode(200);
    get("/v1/channel-endpoints?subscriberId={s}", subscriber)
        .then()
        .body("data", hasSize(1))
        .body("data[0].type", equalTo("webhook"))
        .body("data[0].endpoint.channel", equalTo("345626669224982402"));
  }

  @Test
  void aMemberOfTheServerIsLinked() {
    // Given
    Consent.click("Allow", askForConnectUrl(body(Map.of())));

    // When
    var page = callback(linkState(), "identify." + GUILD + "." + user);

    // Then
    page.then().statusCode(200);
    get("/v1/channel-endpoints?subscriberId={s}", subscriber)
        .then()
        .body("data", hasSize(1))
        .body("data[0].type", equalTo("discord_user"))
        .body("data[0].endpoint.userId", equalTo(user));
  }

  @Test
  void someoneWhoIsNotInTheServerIsNotLinked() {
    // Given
    Consent.click("Allow", askForConnectUrl(body(Map.of())));

    // When
    var page = callback(linkState(), "identify.1." + user);

    // Then
    page.then().statusCode(403);
    get("/v1/channel-endpoints?subscriberId={s}", subscriber).then().body("data", hasSize(0));
  }

  private String linkState() {
    String url = askForLinkUrl(body(Map.of())).then().statusCode(201).extract().path("data.url");
    return query(url).get("state");
  }

  private Map<String, Object> body(Map<String, Object> more) {
    var body = new HashMap<String, Object>(more);
    body.put("integrationIdentifier", integration);
    body.put("subscriberId", subscriber);
    body.put("connectionIdentifier", identifier);
    return body;
  }
}
