package dev.chatconnect.connect;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.connect.Journeys.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

@QuarkusTest
class ProviderResourceTest {

  @Test
  void listsWhatSettingUpAProviderTakes() {
    // When
    var answer = get("/v1/providers");

    // Then
    answer
        .then()
        .statusCode(200)
        .body("data.id", hasItems("slack", "webex-messaging", "discord", "zoom", "telegram"))
        .root("data.find { it.id == 'webex-messaging' }")
        .body("displayName", equalTo("Webex Messaging"))
        .body("modes", contains("connect", "link_user"))
        .body("chatLinking", is(false))
        .body("redirectUri", endsWith("/v1/integrations/chat/oauth/callback"))
        .body("endpointTypes", contains("webex_person"))
        .body("requiredCredentials", contains("clientId", "secretKey"))
        .body("setupUrl", equalTo("https://developer.webex.com/my-apps"));
  }

  @Test
  void tellsWhoLinksInAChatAndNeedsNoRedirectUri() {
    // When
    var answer = get("/v1/providers");

    // Then
    answer
        .then()
        .statusCode(200)
        .root("data.find { it.id == 'telegram' }")
        .body("modes", empty())
        .body("chatLinking", is(true))
        .body("", not(hasKey("redirectUri")));
  }

  @Test
  void isForCallersWithAKeyOnly() {
    // When
    var answer = given().get("/v1/providers");

    // Then
    answer.then().statusCode(401);
  }
}
