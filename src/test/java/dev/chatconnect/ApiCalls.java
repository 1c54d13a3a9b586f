package dev.chatconnect;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;

/** How tests call the API with an API key. Bodies are JSON with apostrophes for quotes. */
public final class ApiCalls {

  public static final String CONNECTIONS = "/v1/channel-connections";
  public static final String ENDPOINTS = "/v1/channel-endpoints";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private ApiCalls() {}

  /** What the API told of a new integration. */
  public record Made(String id, String identifier) {}

  public static Made integration(String providerId) {
    return integration(providerId, "chat", "{}");
  }

  public static Made integration(String providerId, String channel, String credentials) {
    var identifier = providerId + '-' + UUID.randomUUID();
    var id =
        post(
                "/v1/integrations",
                body(
                    "{'active':true,'providerId':'%s','channel':'%s','identifier':'%s','credentials':%s}"
                        .formatted(providerId, channel, identifier, credentials)))
            .then()
            .statusCode(201)
            .extract()
            .<String>path("data._id");
    return new Made(id, identifier);
  }

  /** A body from JSON with apostrophes for quotes. */
  public static ObjectNode body(String json) {
    try {
      return (ObjectNode) MAPPER.readTree(json.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  /** A body with some of its fields replaced. */
  public static ObjectNode body(ObjectNode base, String overrides) {
    return base.deepCopy().setAll(body(overrides));
  }

  public static RequestSpecification caller() {
    return caller("dev-secret-key");
  }

  public static RequestSpecification caller(String apiKey) {
    return given().header("Authorization", "ApiKey " + apiKey);
  }

  public static Response post(String path, ObjectNode body) {
    return caller().contentType(ContentType.JSON).body(body.toString()).post(path);
  }

  public static Response patch(String path, String identifier, ObjectNode body) {
    return caller()
        .contentType(ContentType.JSON)
        .body(body.toString())
        .patch(path + "/{id}", identifier);
  }

  public static Response get(String path, String identifier) {
    return caller().get(path + "/{id}", identifier);
  }

  public static Response delete(String path, String identifier) {
    return caller().delete(path + "/{id}", identifier);
  }

  public static Response list(String path, Map<String, ?> query) {
    return caller().queryParams(query).get(path);
  }

  /** Posts many bodies at once and answers the statuses and bodies in any order. */
  public static List<HttpResponse<String>> postAtOnce(
      String path, int count, IntFunction<ObjectNode> bodies) {
    var calls = IntStream.range(0, count).mapToObj(i -> send(path, bodies.apply(i))).toList();
    return calls.stream().map(CompletableFuture::join).toList();
  }

  private static CompletableFuture<HttpResponse<String>> send(String path, ObjectNode body) {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
            .header("Authorization", "ApiKey dev-secret-key")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    return HTTP.sendAsync(request, BodyHandlers.ofString()).orTimeout(60, TimeUnit.SECONDS);
  }
}
