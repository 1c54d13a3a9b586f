package dev.chatconnect.provider.msteams;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

@QuarkusTest
class MsTeamsStandInTest {

  private static final String CALLBACK = "https://api.example.com/v1/callback";

  @Test
  void asksAnAdministratorForConsent() {
    // When
    var page =
        standIn()
            .queryParams("client_id", "c", "redirect_uri", CALLBACK, "state", "a b&c")
            .queryParam("scope", "https://graph.microsoft.com/.default")
            .get("/organizations/v2.0/adminconsent");

    // Then
    page.then()
        .statusCode(200)
        .contentType("text/html")
        .body(
            allOf(
                containsString("This is not Microsoft."),
                containsString("admin_consent=True&amp;tenant="),
                containsString("error=consent_required"),
                containsString("&amp;state=a+b%26c\"")));
  }

  @Test
  void asksAUserToSignIn() {
    // When
    var page =
        standIn()
            .queryParams("client_id", "c", "redirect_uri", CALLBACK, "state", "s")
            .queryParams("scope", "openid profile", "response_type", "code")
            .get("/organizations/oauth2/v2.0/authorize");

    // Then
    page.then()
        .statusCode(200)
        .body(
            allOf(
                containsString(CALLBACK + "?code=unsigned&amp;state=s\""),
                containsString(
                    CALLBACK + "?error=access_denied&amp;error_subcode=cancel&amp;state=s\"")));
  }

  @Test
  void showsNothingUnescaped() {
    // When
    var page =
        standIn()
            .queryParams("client_id", "c", "state", "\"><script>", "scope", "<script>'")
            .queryParam("redirect_uri", CALLBACK + "?x=\"><script>")
            .get("/organizations/v2.0/adminconsent");

    // Then
    page.then().statusCode(200).body(not(containsString("<script>")));
  }

  @ParameterizedTest
  @CsvSource({"v2.0/adminconsent", "oauth2/v2.0/authorize"})
  void refusesARequestThatLacksSomething(String path) {
    // When
    var page = standIn().queryParam("client_id", "c").get("/organizations/" + path);

    // Then
    page.then().statusCode(400);
  }

  @Test
  void knowsNoCode() {
    // When
    var answer = standIn().formParam("code", "demo").post("/organizations/oauth2/v2.0/token");

    // Then
    answer.then().statusCode(400).body("error", equalTo("invalid_grant"));
  }

  @Test
  void givesNoTokenWithoutASecret() {
    // When
    var answer =
        standIn()
            .formParam("grant_type", "client_credentials")
            .post("/8eaef023-2b34-4da1-9baa-8bc8c9d6a490/oauth2/v2.0/token");

    // Then
    answer.then().statusCode(401).body("error", equalTo("invalid_client"));
  }

  private static RequestSpecification standIn() {
    return given().baseUri(Cloud.standIn().toString()).port(Cloud.standIn().getPort());
  }
}
