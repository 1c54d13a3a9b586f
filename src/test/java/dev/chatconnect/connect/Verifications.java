package dev.chatconnect.connect;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static dev.chatconnect.connect.Journeys.query;
import static io.restassured.RestAssured.given;

/** What the application does in tests of verification. */
public final class Verifications {

  static final String CONFIRM = "/v1/integrations/channel-connections/oauth/{flowId}/confirm";

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Verifications() {}

  /** The flow id that a callback sent the browser to the application with. */
  public static String flowId(Response callback) {
    return query(callback.then().statusCode(302).extract().header("Location")).get("flowId");
  }

  public static Response confirm(String flowId, String subscriberId) {
    return confirm(caller(), flowId, Map.of("subscriberId", subscriberId));
  }

  static Response confirm(String flowId, Map<String, Object> body) {
    return confirm(caller(), flowId, body);
  }

  static Response confirm(RequestSpecification caller, String flowId, Map<String, Object> body) {
    return caller.contentType(ContentType.JSON).body(body).post(CONFIRM, flowId);
  }

  static CompletableFuture<HttpResponse<String>> send(String flowId, String subscriberId) {
    var uri =
        URI.create("http://localhost:" + RestAssured.port + CONFIRM.replace("{flowId}", flowId));
    var request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", Journeys.API_KEY)
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString("{\"subscriberId\":\"" + subscriberId + "\"}"))
            .build();
    return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  static RequestSpecification caller() {
    return given().header("Authorization", Journeys.API_KEY);
  }
}
