package dev.chatconnect.connect;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import dev.chatconnect.provider.slack.StandIn;
import dev.chatconnect.web.RawHttp;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.connect.Journeys.CALLBACK;
import static dev.chatconnect.connect.Journeys.browser;
import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.callbackWith;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.get;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static dev.chatconnect.connect.Journeys.withoutReference;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

/** What a state is good for: one callback, whatever that callback comes to. */
@QuarkusTest
class CallbackTest {

  private static final String UNKNOWN = "A".repeat(43);

  @Inject RedisDataSource redis;

  private final String subscriber = unique("subscriber-");
  private final String code = code("variant-a", unique("T"), unique("U"));
  private String state;

  @BeforeEach
  void startJourney() {
    state = state(Journeys.of(slackIntegration(), subscriber));
  }

  @Test
  void exactlyOneOfFiftyCallbacksAtOnceExchangesTheCode() {
    // Given
    var uri =
        URI.create(
            "http://localhost:%d%s?code=%s&state=%s"
                .formatted(RestAssured.port, CALLBACK, code, state));
    var request = HttpRequest.newBuilder(uri).header("Accept", "text/html").build();
    var browser = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    var calls = new ArrayList<CompletableFuture<HttpResponse<String>>>();

    // When
    for (var i = 0; i < 50; i++) {
      calls.add(browser.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
    }
    var answers = calls.stream().map(CompletableFuture::join).toList();

    // Then
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
    var refused = answers.stream().filter(answer -> answer.statusCode() == 400).toList();
    assertThat(refused).hasSize(49);
    assertThat(refused.stream().map(answer -> withoutReference(answer.body())).distinct())
        .hasSize(1);
    assertThat(refused.stream().map(HttpResponse::body).distinct()).hasSize(49);
    assertThat(StandIn.exchangesOf(code)).hasSize(1);
    connections().then().body("data", hasSize(1));
  }

  @Test
  void unknownUsedForgedAndUnreadableStatesLookTheSame() {
    // Given
    callback(state, code).then().statusCode(200);
    var changed = (state.startsWith("A") ? "B" : "A") + state.substring(1);
    var unreadable = "U".repeat(43);
    redis
        .value(String.class)
        .setex(
            "cc:state:" + dev.chatconnect.crypto.Digests.sha256Hex(unreadable),
            60,
            "v1.gone.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    var states =
        List.of(
            UNKNOWN, state, changed, unreadable, "short", "x".repeat(10_000), "a%00b", "%0d%0aX:y");

    // When
    var answers =
        states.stream().map(each -> callbackWith("code=" + code + "&state=" + each)).toList();

    // Then
    assertThat(answers).extracting(Response::statusCode).containsOnly(400);
    assertThat(answers.stream().map(answer -> withoutReference(answer.asString())).distinct())
        .hasSize(1);
    assertThat(StandIn.exchangesOf(code)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "code={code}",
        "code={code}&state=",
        "code={code}&state={state}&state={state}",
        "code={code}&state={state}&state=other",
        "code={code}&state[]={state}",
        "code={code}&state%5B%5D={state}",
        "code={code}&state[0]={state}",
        "code={code}&state={state}&state[]={state}",
        "state={state}",
        "code=&state={state}",
        "code={code}&code={code}&state={state}",
        "code[]={code}&state={state}",
        "code={code}&error=access_denied&state={state}",
        "error=access_denied&error=other&state={state}",
        "unrelated=1",
      })
  void anIncompleteOrAmbiguousCallbackIsRefused(String query) {
    // Given
    var sent = query.replace("{code}", code).replace("{state}", state);

    // When
    var answer = callbackWith(sent);

    // Then
    answer
        .then()
        .statusCode(400)
        .contentType("text/html")
        .body(containsString("This link no longer works"));
    assertThat(StandIn.exchangesOf(code)).isEmpty();
    connections().then().body("data", hasSize(0));
  }

  @Test
  void aDenialWithAPercentSignThatEncodesNothingIsADenial() throws IOException {
    // Given
    var query = "error=access_denied&error_description=50%&state=" + state;

    // When
    var answer = RawHttp.send("GET " + CALLBACK + '?' + query + " HTTP/1.1");

    // Then
    assertThat(answer).startsWith("HTTP/1.1 403 ").containsIgnoringCase("Content-Type: text/html");
    callback(state, code).then().statusCode(400);
    assertThat(StandIn.exchangesOf(code)).isEmpty();
  }

  @Test
  void aDenialConsumesTheStateAndStoresNothing() {
    // Given
    callbackWith("error=access_denied&state=" + state).then().statusCode(403);

    // When
    var second = callback(state, code);

    // Then
    second.then().statusCode(400).body(containsString("This link no longer works"));
    assertThat(StandIn.exchangesOf(code)).isEmpty();
    connections().then().body("data", hasSize(0));
  }

  @Test
  void anotherErrorOfTheProviderIsARefusal() {
    // Given
    var query = "error=invalid_scope&error_description=x&state=" + state;

    // When
    var answer = callbackWith(query);

    // Then
    answer.then().statusCode(400).body(containsString("That did not work"));
    callback(state, code).then().statusCode(400);
    assertThat(StandIn.exchangesOf(code)).isEmpty();
  }

  @Test
  void anErrorWithoutAStateIsAnUnusableLink() {
    // When
    var answer = callbackWith("error=access_denied");

    // Then
    answer.then().statusCode(400).body(containsString("This link no longer works"));
  }

  @Test
  void aFailedExchangeConsumesTheState() {
    // Given
    callback(state, StandIn.unique("error-invalid_code")).then().statusCode(400);

    // When
    var second = callback(state, code);

    // Then
    second.then().statusCode(400).body(containsString("This link no longer works"));
    assertThat(StandIn.exchangesOf(code)).isEmpty();
  }

  @Test
  void askingForTheHeadersConsumesNothing() {
    // Given
    var query = "?code=" + code + "&state=" + state;

    // When
    var head = browser().head(CALLBACK + query);

    // Then
    head.then().statusCode(200).header("Cache-Control", "no-store");
    assertThat(StandIn.exchangesOf(code)).isEmpty();
    callback(state, code).then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
  void otherMethodsAreUnknownRoutesAndConsumeNothing(String method) {
    // Given
    var query = "?code=" + code + "&state=" + state;

    // When
    var answer = given().request(method, CALLBACK + query);

    // Then
    answer
        .then()
        .statusCode(404)
        .body("message", equalTo("Cannot " + method + " " + CALLBACK))
        .body("path", equalTo(CALLBACK));
    callback(state, code).then().statusCode(200);
  }

  private Response connections() {
    return get("/v1/channel-connections?subscriberId={s}", subscriber);
  }
}
