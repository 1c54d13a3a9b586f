package dev.chatconnect.connectpage;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import dev.chatconnect.ApiCalls;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static dev.chatconnect.connect.Journeys.CALLBACK;
import static dev.chatconnect.connect.Journeys.query;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** A browser on the connect page, over HTTP alone. */
final class Visitor {

  static final String LINKS = "/v1/connect-links";
  static final String PAGE = "/connect";

  private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");

  private final String cookie;

  private Visitor(String cookie) {
    this.cookie = cookie;
  }

  /** Asks for a link. */
  static Response askForLink(Map<String, ?> body) {
    return ApiCalls.caller().contentType(ContentType.JSON).body(body).post(LINKS);
  }

  /** The path of a new link. */
  static String link(Map<String, ?> body) {
    var url = askForLink(body).then().statusCode(201).extract().<String>path("data.url");
    return URI.create(url).getRawPath();
  }

  /** A visitor who has opened a new link. */
  static Visitor of(String subscriber, String integration) {
    return of(Map.of("subscriberId", subscriber, "integrations", java.util.List.of(integration)));
  }

  static Visitor of(Map<String, ?> body) {
    var opened = browser().post(link(body));
    opened.then().statusCode(303);
    return new Visitor(opened.cookie("chat-connect"));
  }

  static RequestSpecification browser() {
    return given()
        .redirects()
        .follow(false)
        .urlEncodingEnabled(false)
        .accept("text/html,*/*;q=0.8")
        .header("Sec-Fetch-Site", "same-origin");
  }

  RequestSpecification here() {
    return browser().cookie("chat-connect", cookie);
  }

  Response page() {
    return here().get(PAGE);
  }

  /** Follows an address of the page, wherever the public URL says that it is. */
  Response follow(String address) {
    var uri = URI.create(address);
    return here().port(RestAssured.port).get(uri.getRawPath() + '?' + uri.getRawQuery());
  }

  /** Begins a journey; its state. */
  String begin(String step, String integration) {
    return query(send(step, Map.of("app", integration)).header("Location")).get("state");
  }

  /** Comes back from the provider, with a query that is sent as it is. */
  Response comeBack(String state, String rawQuery) {
    return here().get(CALLBACK + "?" + rawQuery + "&state=" + state);
  }

  /** Sends a form of the page. */
  Response send(String step, Map<String, String> fields) {
    var all = new HashMap<String, String>(fields);
    all.putIfAbsent("form", formToken());
    return post(step, all);
  }

  Response post(String step, Map<String, String> fields) {
    return here()
        .urlEncodingEnabled(true)
        .contentType("application/x-www-form-urlencoded")
        .formParams(fields)
        .post(PAGE + "/steps/" + step);
  }

  String formToken() {
    var found = FORM.matcher(page().asString());
    assertThat(found.find()).as("a form on the page").isTrue();
    return found.group(1);
  }
}
