package dev.chatconnect.connect;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;

/** What tests of journeys do over and over, over HTTP alone. */
public final class Journeys {

  public static final String API_KEY = "ApiKey dev-secret-key";
  public static final String CALLBACK = "/v1/integrations/chat/oauth/callback";

  private Journeys() {}

  /** Creates an active Slack integration with its own identifier and answers that identifier. */
  public static String slackIntegration() {
    return slackIntegration(Map.of());
  }

  /** The same with more credential fields. */
  public static String slackIntegration(Map<String, Object> moreCredentials) {
    return integration("slack", moreCredentials);
  }

  /** The same for any provider. */
  public static String integration(String providerId, Map<String, Object> moreCredentials) {
    var credentials = new HashMap<String, Object>(moreCredentials);
    credentials.put("clientId", "1111.2222");
    credentials.put("secretKey", "app-client-secret");
    var identifier = providerId + "-" + UUID.randomUUID();
    given()
        .header("Authorization", API_KEY)
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "providerId",
                providerId,
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

  /** Asks for a connect URL. */
  public static Response askForConnectUrl(Map<String, Object> body) {
    return ask("/v1/integrations/channel-connections/oauth", body);
  }

  /** Asks for a link URL. */
  public static Response askForLinkUrl(Map<String, Object> body) {
    return ask("/v1/integrations/channel-endpoints/oauth", body);
  }

  private static Response ask(String path, Map<String, Object> body) {
    return given()
        .header("Authorization", API_KEY)
        .contentType(ContentType.JSON)
        .body(body)
        .post(path);
  }

  /** The state of a new journey. */
  public static String state(Map<String, Object> body) {
    return query(askForConnectUrl(body).then().statusCode(201).extract().path("data.url"))
        .get("state");
  }

  /** The state of a new journey to a link. */
  public static String linkState(Map<String, Object> body) {
    return query(askForLinkUrl(body).then().statusCode(201).extract().path("data.url"))
        .get("state");
  }

  /** What a URL is asked for with, at least. */
  public static Map<String, Object> of(String integration, String subscriber) {
    var body = new HashMap<String, Object>();
    body.put("integrationIdentifier", integration);
    body.put("subscriberId", subscriber);
    return body;
  }

  /** The same with more fields. */
  public static Map<String, Object> of(
      String integration, String subscriber, Map<String, Object> more) {
    var body = of(integration, subscriber);
    body.putAll(more);
    return body;
  }

  /** A name that no other test uses. */
  public static String unique(String kind) {
    return kind + UUID.randomUUID().toString().replace("-", "");
  }

  /** The code of a stand-in's answer that names the workspace and the user. */
  public static String code(String variant, String workspace, String user) {
    return variant + "." + workspace + "." + user;
  }

  /** Calls the callback with a query that is sent as it is. */
  public static Response callbackWith(String rawQuery) {
    return browser().get(CALLBACK + "?" + rawQuery);
  }

  /** A browser: it takes pages and does not follow redirects here. */
  public static RequestSpecification browser() {
    return given()
        .redirects()
        .follow(false)
        .urlEncodingEnabled(false)
        .accept("text/html,application/xhtml+xml,*/*;q=0.8");
  }

  /** The page without the reference id, which differs each time. */
  public static String withoutReference(String page) {
    return page.replaceAll("Reference: <code>[0-9a-z]{10}</code>", "Reference");
  }

  /** Ends a journey as the provider would, with a code. */
  public static Response callback(String state, String code) {
    return given()
        .redirects()
        .follow(false)
        .accept("text/html,*/*;q=0.8")
        .queryParam("code", code)
        .queryParam("state", state)
        .get(CALLBACK);
  }

  /** A resource of the API. */
  public static Response get(String path, Object... parameters) {
    return given().header("Authorization", API_KEY).get(path, parameters);
  }

  /** The decoded query of a URL. */
  public static Map<String, String> query(String url) {
    var values = new HashMap<String, String>();
    Arrays.stream(URI.create(url).getRawQuery().split("&"))
        .map(pair -> pair.split("=", 2))
        .forEach(pair -> values.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    return values;
  }
}
