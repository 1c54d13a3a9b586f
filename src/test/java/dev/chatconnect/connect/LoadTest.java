package dev.chatconnect.connect;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.chatconnect.crypto.Digests;
import dev.chatconnect.inbox.Subscribers;
import dev.chatconnect.provider.slack.StandIn;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.connect.Journeys.CALLBACK;
import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.get;
import static dev.chatconnect.connect.Journeys.query;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static dev.chatconnect.connect.Verifications.flowId;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

/** What one environment, and what the world, may have under way at a time. */
@QuarkusTest
@TestProfile(LoadTest.Narrow.class)
class LoadTest {

  private static final int MAX_PENDING = 5;
  private static final int SHARE = 2;
  private static final String OTHER_KEY = "load-other-environment-key";
  private static final String BROWSERS_KEY = "load-browsers-environment-key";
  private static final String HOLDING_KEY = "load-holding-environment-key";

  /** Little room, in two environments. */
  public static class Narrow implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "chat-connect.oauth.max-pending",
          Integer.toString(MAX_PENDING),
          "chat-connect.oauth.max-pending-per-subscriber",
          Integer.toString(SHARE),
          "chat-connect.oauth.max-concurrent-callbacks",
          "2",
          "chat-connect.environments.other.api-keys",
          OTHER_KEY,
          "chat-connect.environments.browsers.api-keys",
          BROWSERS_KEY,
          "chat-connect.environments.holding.api-keys",
          HOLDING_KEY,
          "chat-connect.oauth.redirect-allow-list",
          "https://app.example.com");
    }
  }

  @Inject RedisDataSource redis;

  private final String subscriber = unique("subscriber-");
  private final String code = code("variant-a", unique("T"), unique("U"));

  @Test
  void anEnvironmentThatFinishesNothingGetsNoMoreUrls() {
    // Given
    var integration = integrationOf(OTHER_KEY);
    var urls = IntStream.range(0, MAX_PENDING).mapToObj(i -> askOther(integration)).toList();
    assertThat(urls).extracting(Response::statusCode).containsOnly(201);

    // When
    var more = askOther(integration);

    // Then
    more.then()
        .statusCode(429)
        .header("Retry-After", equalTo("30"))
        .body("message", containsString("5 journeys that were not finished"));
    var own = state(Journeys.of(slackIntegration(), subscriber));
    callback(own, code).then().statusCode(200);
    callback(query(urls.get(0).path("data.url")).get("state"), "error-invalid_code");
    askOther(integration).then().statusCode(201);
  }

  @Test
  void aBrowserTakesOnlyTheShareOfItsSubscriber() {
    // Given
    var integration = integrationOf(BROWSERS_KEY);
    var ann = unique("ann-");
    var urls =
        IntStream.range(0, SHARE)
            .mapToObj(i -> askInBrowser(BROWSERS_KEY, ann, integration))
            .toList();
    assertThat(urls).extracting(Response::statusCode).containsOnly(201);

    // When
    var more = askInBrowser(BROWSERS_KEY, ann, integration);

    // Then
    more.then()
        .statusCode(429)
        .header("Retry-After", equalTo("30"))
        .body("message", containsString("The subscriber has 2 journeys that were not finished"));
    askInBrowser(BROWSERS_KEY, unique("bob-"), integration).then().statusCode(201);
    ask(BROWSERS_KEY, Journeys.of(integration, ann)).then().statusCode(201);
    callback(query(urls.get(0).path("data.url")).get("state"), "error-invalid_code");
    askInBrowser(BROWSERS_KEY, ann, integration).then().statusCode(201);
  }

  @Test
  void whatWaitsForAConfirmationTakesRoomToo() {
    // Given
    var integration =
        integrationOf(HOLDING_KEY, Map.of("verifierUrl", "https://app.example.com/verify"));
    var ann = unique("ann-");
    var held =
        IntStream.range(0, SHARE)
            .mapToObj(i -> askInBrowser(HOLDING_KEY, ann, integration))
            .map(asked -> query(asked.path("data.url")).get("state"))
            .map(state -> flowId(callback(state, "made-up")))
            .toList();

    // When
    var more = askInBrowser(HOLDING_KEY, ann, integration);

    // Then
    more.then().statusCode(429);
    Verifications.confirm(
            given().header("Authorization", "ApiKey " + HOLDING_KEY),
            held.get(0),
            Map.of("subscriberId", ann))
        .then()
        .statusCode(400);
    askInBrowser(HOLDING_KEY, ann, integration).then().statusCode(201);
  }

  @Test
  void finishedJourneysTakeNoRoom() {
    // Given
    var integration = slackIntegration();
    for (var i = 0; i < 2 * MAX_PENDING; i++) {
      callback(state(Journeys.of(integration, subscriber)), code).then().statusCode(200);
    }

    // When
    var answer = Journeys.askForConnectUrl(Journeys.of(integration, subscriber));

    // Then
    answer.then().statusCode(201);
    callback(query(answer.path("data.url")).get("state"), code).then().statusCode(200);
  }

  @Test
  void aCallbackThatIsTurnedAwayUsesNothingUp() {
    // Given
    var integration = slackIntegration();
    var state = state(Journeys.of(integration, subscriber));
    var slow =
        IntStream.range(0, 2).mapToObj(i -> finishSlowly(integration, unique("slow-"))).toList();
    // One with an unknown state is turned away too.
    await().until(() -> callback("A".repeat(43), code).statusCode() == 503);

    // When
    var answer = callback(state, code);

    // Then
    answer
        .then()
        .statusCode(503)
        .header("Retry-After", equalTo("1"))
        .header("Content-Security-Policy", containsString("script-src 'none'"))
        .body(containsString("We have a short outage"))
        .body(not(containsString("<script")));
    slow.forEach(CompletableFuture::join);
    callback(state, code).then().statusCode(200);
  }

  @Test
  void aBrowserThatIsClosedMeanwhileLosesNothing() throws Exception {
    // Given
    var slowly = slowly(unique("closed-"));
    var state = state(Journeys.of(slackIntegration(), subscriber));
    var request =
        "GET %s?code=%s&state=%s HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n"
            .formatted(CALLBACK, slowly, state);

    // When
    try (var browser = new Socket("localhost", RestAssured.port)) {
      browser.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      browser.getOutputStream().flush();
      await().until(() -> !redis.key().exists("cc:state:" + Digests.sha256Hex(state)));
    }

    // Then
    await()
        .untilAsserted(
            () ->
                get("/v1/channel-connections?subscriberId={s}", subscriber)
                    .then()
                    .body("data", hasSize(1)));
  }

  private CompletableFuture<HttpResponse<String>> finishSlowly(String integration, String name) {
    var state = state(Journeys.of(integration, unique("subscriber-")));
    var uri =
        URI.create(
            "http://localhost:%d%s?code=%s&state=%s"
                .formatted(RestAssured.port, CALLBACK, slowly(name), state));
    return HttpClient.newHttpClient()
        .sendAsync(
            HttpRequest.newBuilder(uri).header("Accept", "text/html").build(),
            HttpResponse.BodyHandlers.ofString());
  }

  /** A code whose exchange takes its time. */
  private static String slowly(String workspace) {
    return StandIn.codeFor(
        "{\"ok\":true,\"access_token\":\"xoxb-standin-slow\",\"token_type\":\"bot\",\"scope\":\"chat:write\",\"team\":{\"id\":\"%s\",\"name\":\"Slow\"}}"
            .formatted(workspace),
        Duration.ofSeconds(2));
  }

  private static Response askInBrowser(String apiKey, String subscriberId, String integration) {
    var session =
        Map.<String, Object>of(
            "applicationIdentifier", Subscribers.application(apiKey), "subscriber", subscriberId);
    return Subscribers.browser(Subscribers.tokenOf(session))
        .body(Map.of("integrationIdentifier", integration))
        .post(Subscribers.CONNECTIONS + "/oauth");
  }

  private static String integrationOf(String apiKey) {
    return integrationOf(apiKey, Map.of());
  }

  private static String integrationOf(String apiKey, Map<String, String> more) {
    var credentials = new HashMap<>(Map.of("clientId", "1", "secretKey", "s"));
    credentials.putAll(more);
    var identifier = unique("slack-");
    given()
        .header("Authorization", "ApiKey " + apiKey)
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "providerId",
                "slack",
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

  private Response askOther(String integration) {
    return ask(OTHER_KEY, Journeys.of(integration, subscriber));
  }

  private static Response ask(String apiKey, Map<String, ?> journey) {
    return given()
        .header("Authorization", "ApiKey " + apiKey)
        .contentType(ContentType.JSON)
        .body(journey)
        .post("/v1/integrations/channel-connections/oauth");
  }
}
