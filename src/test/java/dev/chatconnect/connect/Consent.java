package dev.chatconnect.connect;

import java.net.URI;
import java.util.regex.Pattern;

import io.restassured.RestAssured;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;

/** The browser at a stand-in's consent page. */
final class Consent {

  private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"[^>]*>\\s*(Allow|Cancel)");

  private Consent() {}

  /** Opens the URL of an answer and follows the link of this name to where the journey ends. */
  static Response click(String name, Response asked) {
    String url = asked.then().statusCode(201).extract().path("data.url");
    var html =
        given().urlEncodingEnabled(false).get(url).then().statusCode(200).extract().asString();
    var links = LINK.matcher(html);
    while (links.find()) {
      if (links.group(2).equals(name)) {
        return follow(URI.create(links.group(1).replace("&amp;", "&")));
      }
    }
    throw new AssertionError("no link " + name + " on the consent page");
  }

  /** The public URL is, in tests, the port that the test server has. */
  private static Response follow(URI link) {
    return given()
        .urlEncodingEnabled(false)
        .accept("text/html")
        .port(RestAssured.port)
        .get(link.getRawPath() + "?" + link.getRawQuery());
  }
}
