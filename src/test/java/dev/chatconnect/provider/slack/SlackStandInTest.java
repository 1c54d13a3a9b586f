package dev.chatconnect.provider.slack;

import java.util.HashMap;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

@QuarkusTest
class SlackStandInTest {

  private static final String CALLBACK = "https://api.example.com/v1/callback";

  @Test
  void asksForConsentAndNamesTheScopes() {
    standIn()
        .queryParams("client_id", "1.2", "redirect_uri", CALLBACK, "state", "a b&c")
        .queryParam("scope", "chat:write,users:read")
        .when()
        .get("/oauth/v2/authorize")
        .then()
        .statusCode(200)
        .contentType("text/html")
        .body(
            allOf(
                containsString("This is not Slack."),
                containsString("<li>chat:write</li><li>users:read</li>"),
                containsString("href=\"" + CALLBACK + "?code=demo&amp;state=a+b%26c\""),
                containsString("href=\"" + CALLBACK + "?error=access_denied&amp;state=a+b%26c\"")));
  }

  @ParameterizedTest
  @CsvSource({
    "scope, 'chat:write,incoming-webhook', variant-e",
    "user_scope, identity.basic, variant-c",
    "scope, '', demo"
  })
  void grantsWhatWasAskedFor(String parameter, String scopes, String code) {
    standIn()
        .queryParams("client_id", "1.2", "redirect_uri", CALLBACK, "state", "s")
        .queryParam(parameter, scopes)
        .when()
        .get("/oauth/v2/authorize")
        .then()
        .statusCode(200)
        .body(containsString("?code=" + code + "&amp;state=s\""));
  }

  @Test
  void showsNothingUnescaped() {
    standIn()
        .queryParams("client_id", "1.2", "state", "\"><script>")
        .queryParam("redirect_uri", CALLBACK + "?x=\"><script>")
        .queryParam("scope", "<script>'")
        .when()
        .get("/oauth/v2/authorize")
        .then()
        .statusCode(200)
        .body(
            allOf(
                not(containsString("<script>")),
                containsString("<li>&lt;script&gt;&#39;</li>"),
                containsString(CALLBACK + "?x=&quot;&gt;&lt;script&gt;&amp;code=demo")));
  }

  @ParameterizedTest
  @CsvSource({
    "client_id, 1.2",
    "redirect_uri, https://api.example.com",
    "redirect_uri, javascript:x"
  })
  void refusesAnAuthorizationRequestThatLacksSomething(String parameter, String value) {
    standIn().queryParam(parameter, value).when().get("/oauth/v2/authorize").then().statusCode(400);
  }

  @ParameterizedTest
  @CsvSource({
    "client_id, invalid_client_id",
    "client_secret, bad_client_secret",
    "redirect_uri, bad_redirect_uri",
    "code, invalid_code"
  })
  void refusesAnExchangeThatLacksSomething(String missing, String error) {
    // Given
    var form = new HashMap<String, String>();
    form.put("client_id", "1.2");
    form.put("client_secret", "s");
    form.put("redirect_uri", CALLBACK);
    form.put("code", "demo");
    form.remove(missing);

    // When
    var answer = standIn().formParams(form).when().post("/api/oauth.v2.access");

    // Then
    answer.then().statusCode(200).body("ok", equalTo(false)).body("error", equalTo(error));
  }

  @Test
  void asksForASignInAndNamesTheScopes() {
    standIn()
        .queryParams("client_id", "1.2", "redirect_uri", CALLBACK, "state", "a b&c")
        .queryParams("response_type", "code", "scope", "openid <b>", "nonce", "n")
        .when()
        .get("/openid/connect/authorize")
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("This is not Slack."),
                containsString("<li>openid</li><li>&lt;b&gt;</li>"),
                containsString("?code=unsigned&amp;state=a+b%26c\""),
                containsString("?error=access_denied&amp;state=a+b%26c\"")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"client_id", "redirect_uri", "response_type", "scope", "nonce"})
  void refusesASignInThatLacksSomething(String missing) {
    // Given
    var query = new HashMap<String, String>();
    query.put("client_id", "1.2");
    query.put("redirect_uri", CALLBACK);
    query.put("response_type", "code");
    query.put("scope", "openid");
    query.put("nonce", "n");
    query.remove(missing);

    // When
    var page = standIn().queryParams(query).get("/openid/connect/authorize");

    // Then
    page.then().statusCode(400);
  }

  private static RequestSpecification standIn() {
    return given().baseUri(StandIn.baseUrl().toString()).port(StandIn.baseUrl().getPort());
  }
}
