package dev.chatconnect.notice;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.chatconnect.crypto.Hmac;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;

/** How tests play the provider that sends an event. */
final class Deliveries {

  static final String SLACK = "/v1/providers/slack/events";
  static final String ZOOM = "/v1/providers/zoom/events";

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Deliveries() {}

  static Map<String, String> slackHeaders(String secret, Instant at, String body) {
    return signed("X-Slack-Request-Timestamp", "X-Slack-Signature", secret, at, body);
  }

  static Map<String, String> zoomHeaders(String secret, Instant at, String body) {
    return signed("x-zm-request-timestamp", "x-zm-signature", secret, at, body);
  }

  private static Map<String, String> signed(
      String time, String signature, String secret, Instant at, String body) {
    var seconds = Long.toString(at.getEpochSecond());
    return Map.of(
        time, seconds, signature, "v0=" + Hmac.sha256Hex(secret, "v0:" + seconds + ":" + body));
  }

  /** Sends a body as it is. */
  static Response send(String path, Map<String, String> headers, String body) {
    return given()
        .config(
            RestAssured.config()
                .encoderConfig(
                    RestAssured.config()
                        .getEncoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
        .contentType(ContentType.JSON)
        .headers(headers)
        .body(body)
        .post(path);
  }

  /** Sends the same many times at once and answers the statuses. */
  static List<Integer> sendAtOnce(
      int count, String path, Map<String, String> headers, String body) {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    var calls =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    HTTP.sendAsync(request.build(), BodyHandlers.ofString())
                        .orTimeout(60, TimeUnit.SECONDS))
            .toList();
    return calls.stream().map(CompletableFuture::join).map(HttpResponse::statusCode).toList();
  }
}
