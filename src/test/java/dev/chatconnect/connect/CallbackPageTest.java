package dev.chatconnect.connect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;

import dev.chatconnect.provider.slack.StandIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.connect.Journeys.CALLBACK;
import static dev.chatconnect.connect.Journeys.askForConnectUrl;
import static dev.chatconnect.connect.Journeys.browser;
import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.callbackWith;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.query;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** What the callback answers with: the page, its headers, and what must never be on it. */
@QuarkusTest
class CallbackPageTest {

  private static final String REDIRECT_URI = "http://localhost:8080" + CALLBACK;

  private final String code = code("variant-a", unique("T"), unique("U"));
  private String integration;
  private String state;

  @BeforeEach
  void startJourney() {
    integration = slackIntegration();
    state = state(Journeys.of(integration, unique("subscriber-")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"success", "denied", "unknown"})
  void everyPageCarriesTheHeadersAndRunsOnlyWhatItsPolicyNames(String outcome) throws Exception {
    // Given
    var query =
        switch (outcome) {
          case "success" -> "code=" + code + "&state=" + state;
          case "denied" -> "error=access_denied&state=" + state;
          default -> "code=" + code + "&state=" + "A".repeat(43);
        };

    // When
    var page = callbackWith(query);

    // Then
    var html = page.asString();
    page.then()
        .header("Content-Type", "text/html;charset=utf-8")
        .header("Cache-Control", "no-store")
        .header("Pragma", "no-cache")
        .header("Referrer-Policy", "no-referrer")
        .header("X-Frame-Options", "DENY")
        .header("X-Content-Type-Options", "nosniff")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        .header(
            "Content-Security-Policy",
            "default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
                .formatted(hash(inline(html, "style")), hash(inline(html, "script"))));
    assertThat(page.headers().getValues("Content-Security-Policy")).hasSize(1);
    assertThat(page.headers().getValues("Cache-Control")).hasSize(1);
    assertThat(html)
        .contains("<meta name=\"robots\" content=\"noindex,nofollow\">")
        .contains("history.replaceState")
        .doesNotContain("http://", "https://", " src=", " href=", " style=\"", "onload");
  }

  @ParameterizedTest
  @CsvSource({
    "'de-AT,de;q=0.9', de, Es wurde nichts verbunden",
    "fr, fr, Rien n’a été connecté",
    "es, es, No se ha conectado nada",
    "'ja,en;q=0.1', en, Nothing was connected",
    "-----, en, Nothing was connected",
  })
  void thePageIsInALanguageThatTheBrowserAsksFor(String asked, String language, String heading) {
    // Given
    var request = browser().header("Accept-Language", asked);

    // When
    var page = request.get(CALLBACK + "?error=access_denied&state=" + state);

    // Then
    page.then()
        .statusCode(403)
        .header("Content-Language", language)
        .header("Vary", "Accept, Accept-Language");
    assertThat(page.asString()).contains("<html lang=\"" + language + "\">", heading);
  }

  @Test
  void aPageOfSuccessIsInTheLanguageOfItsOwnBrowserWhoeverCameBefore() {
    // Given
    var before = successIn("en");

    // When
    var german = successIn("de");

    // Then
    assertThat(german).contains("<html lang=\"de\">").isNotEqualTo(before);
    assertThat(successIn("en")).contains("<html lang=\"en\">").isEqualTo(before);
    assertThat(successIn("de")).isEqualTo(german);
  }

  private String successIn(String language) {
    var own = state(Journeys.of(integration, unique("subscriber-")));
    var page =
        browser()
            .header("Accept-Language", language)
            .get(
                CALLBACK
                    + "?code="
                    + code("variant-a", unique("T"), unique("U"))
                    + "&state="
                    + own);
    page.then().statusCode(200).header("Content-Language", language);
    return page.asString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "error=access_denied&error_description=%3Cscript%3Ealert(1)%3C/script%3E&state={state}",
        "error=%3Cscript%3Ealert(1)%3C/script%3E&state={state}",
        "error=access_denied&state=%3Cscript%3Ealert(1)%3C/script%3E",
        "code={code}&state={state}&extra=%3Cscript%3Ealert(1)%3C/script%3E",
        "code=%3Cscript%3Ealert(1)%3C/script%3E&state={state}",
      })
  void nothingThatTheBrowserSentComesBack(String query) {
    // Given
    var sent = query.replace("{code}", code).replace("{state}", state);

    // When
    var page = callbackWith(sent);

    // Then
    assertThat(page.asString()).doesNotContain("alert(1)", code, state, "access_denied");
    assertThat(page.headers().toString()).doesNotContain("alert(1)", code, state);
  }

  @Test
  void theNameOfAWorkspaceIsNotMarkup() {
    // Given
    var hostile =
        StandIn.codeFor(
            "{\"ok\":true,\"access_token\":\"xoxb-1\",\"team\":{\"id\":\"T1\",\"name\":\"<script>alert(1)</script>\"}}");

    // When
    var page = callback(state, hostile);

    // Then
    page.then().statusCode(200);
    assertThat(page.asString()).doesNotContain("<script>alert(1)");
  }

  @ParameterizedTest
  @CsvSource({
    "evil.example, ''",
    "'', evil.example",
    "evil.example, evil.example",
  })
  void noHeaderOfTheRequestDecidesWhereTheCodeGoes(String host, String forwarded) {
    // Given
    var request =
        given()
            .header("Authorization", Journeys.API_KEY)
            .header("Forwarded", "host=evil.example;proto=https")
            .contentType("application/json")
            .body(Journeys.of(integration, unique("subscriber-")));
    if (!host.isEmpty()) {
      request.header("Host", host);
    }
    if (!forwarded.isEmpty()) {
      request.header("X-Forwarded-Host", forwarded).header("X-Forwarded-Proto", "https");
    }

    // When
    var answer = request.post("/v1/integrations/channel-connections/oauth");

    // Then
    var url = answer.then().statusCode(201).extract().<String>path("data.url");
    assertThat(query(url)).containsEntry("redirect_uri", REDIRECT_URI);
  }

  @Test
  void theExchangeNamesTheSameRedirectUriAsTheUrl() {
    // Given
    var url =
        askForConnectUrl(Journeys.of(integration, unique("subscriber-"))).<String>path("data.url");

    // When
    given()
        .header("Host", "evil.example")
        .header("X-Forwarded-Host", "evil.example")
        .queryParam("code", code)
        .queryParam("state", query(url).get("state"))
        .get(CALLBACK)
        .then()
        .statusCode(200);

    // Then
    var exchange = StandIn.exchangesOf(code).get(0);
    assertThat(exchange.formParameter("redirect_uri").firstValue())
        .isEqualTo(query(url).get("redirect_uri"))
        .isEqualTo(REDIRECT_URI);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/json;q=0.9"})
  void aClientThatAcceptsOnlyJsonGetsTheEnvelope(String accept) {
    // When
    var answer = callbackAccepting(accept, "error=access_denied&state=" + state);

    // Then
    answer
        .then()
        .statusCode(403)
        .contentType("application/json")
        .body("statusCode", equalTo(403))
        .body("message", equalTo("The authorization was denied"))
        .body("error", equalTo("Forbidden"))
        .body("path", equalTo(CALLBACK));
    assertThat(answer.asString()).doesNotContain(state);
  }

  @Test
  void aClientThatAcceptsOnlyJsonIsToldOfSuccessInJson() {
    // When
    var answer = callbackAccepting("application/json", "code=" + code + "&state=" + state);

    // Then
    answer.then().statusCode(200).body("data.status", equalTo("success"));
    assertThat(answer.<String>path("data.connectionIdentifier")).startsWith("chconn_");
    assertThat(answer.asString()).doesNotContain(code, state);
  }

  @Test
  void aClientThatAcceptsProblemsGetsAProblem() {
    // When
    var answer = callbackAccepting("application/problem+json", "state=" + "A".repeat(43));

    // Then
    answer
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:chat-connect:error:journey-unknown"))
        .body("status", equalTo(400))
        .body("instance", equalTo(CALLBACK));
  }

  private static Response callbackAccepting(String accept, String query) {
    return given().urlEncodingEnabled(false).accept(accept).get(CALLBACK + "?" + query);
  }

  private static String inline(String html, String element) {
    var found =
        Pattern.compile("<%s>(.*?)</%s>".formatted(element, element), Pattern.DOTALL).matcher(html);
    assertThat(found.find()).isTrue();
    var text = found.group(1);
    assertThat(found.find()).as("a second " + element).isFalse();
    return text;
  }

  private static String hash(String inline) throws Exception {
    var digest = MessageDigest.getInstance("SHA-256");
    return "sha256-"
        + Base64.getEncoder()
            .encodeToString(digest.digest(inline.getBytes(StandardCharsets.UTF_8)));
  }
}
