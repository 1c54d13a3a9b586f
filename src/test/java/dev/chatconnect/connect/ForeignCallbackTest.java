package dev.chatconnect.connect;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import jakarta.inject.Inject;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.provider.slack.StandIn;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.callbackWith;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.get;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

/** The state alone decides whose app a code goes to and whose connection comes of it. */
@QuarkusTest
class ForeignCallbackTest {

  @Inject RedisDataSource redis;

  private final String subscriber = unique("subscriber-");
  private final String code = code("variant-a", unique("T"), unique("U"));
  private String mine;
  private String state;

  @BeforeEach
  void startJourney() {
    mine = app("1111.mine");
    state = state(Journeys.of(mine, subscriber));
  }

  @Test
  void theQueryChoosesNeitherAppNorEnvironmentNorProvider() {
    // Given
    var foreign = app("2222.foreign");
    var query =
        "code=%s&state=%s&integrationIdentifier=%s&_integrationId=%s&environmentId=x&_environmentId=x&provider=discord&providerId=discord&client_id=2222.foreign&redirect_uri=https://evil.example&subscriberId=eve&mode=link_user"
            .formatted(code, state, foreign, foreign);

    // When
    var page = callbackWith(query);

    // Then
    page.then().statusCode(200);
    var exchange = StandIn.exchangesOf(code);
    assertThat(exchange).hasSize(1);
    assertThat(exchange.get(0).formParameter("client_id").firstValue()).isEqualTo("1111.mine");
    assertThat(exchange.get(0).formParameter("redirect_uri").firstValue())
        .isEqualTo("http://localhost:8080" + Journeys.CALLBACK);
    get("/v1/channel-connections?subscriberId={s}", subscriber)
        .then()
        .body("data", hasSize(1))
        .body("data[0].integrationIdentifier", equalTo(mine));
  }

  /** The provider then refuses it: a code is good for the app that it was made for. */
  @Test
  void theCodeOfAnotherAppIsExchangedAsTheAppOfTheState() {
    // Given
    var foreign = state(Journeys.of(app("2222.foreign"), unique("subscriber-")));
    callback(state, "error-invalid_code").then().statusCode(400);

    // When
    callback(foreign, code).then().statusCode(200);

    // Then
    assertThat(StandIn.exchangesOf(code))
        .extracting(request -> request.formParameter("client_id").firstValue())
        .containsExactly("2222.foreign");
    get("/v1/channel-connections?subscriberId={s}", subscriber).then().body("data", hasSize(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "code={code}%00&state={state}%00",
        "code={code}&state={state}%0d%0aSet-Cookie:%20a=b",
        "code={code}&state=%00",
        "code={code}&state=%ff%fe",
      })
  void whatNoProviderSendsIsRefusedAndUsesNothingUp(String query) {
    // Given
    var sent = query.replace("{code}", code).replace("{state}", state);

    // When
    var answer = callbackWith(sent);

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().getValue("Set-Cookie")).isNull();
    assertThat(answer.asString()).doesNotContain(code, state);
    assertThat(StandIn.exchangesOf(code)).isEmpty();
    callback(state, code).then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "code={long}&state={state}",
        "code={code}&state={long}",
        "code={code}&state={state}&error_description={long}",
      })
  void anEndlessQueryIsNotReadToItsEndAndUsesNothingUp(String query) throws IOException {
    // Given
    var sent =
        query
            .replace("{long}", "x".repeat(64 * 1024))
            .replace("{code}", code)
            .replace("{state}", state);

    // When
    var answer = firstLine("GET " + Journeys.CALLBACK + "?" + sent + " HTTP/1.1\r\n");

    // Then
    assertThat(answer).matches("|HTTP/1\\.[01] 414 .*");
    assertThat(StandIn.exchangesOf(code)).isEmpty();
    callback(state, code).then().statusCode(200);
  }

  /** Of the answer; empty when the server hangs up before the request is sent. */
  private static String firstLine(String request) throws IOException {
    try (var socket = new Socket("localhost", RestAssured.port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return answer.lines().findFirst().orElse("");
    } catch (SocketException hungUp) {
      return "";
    }
  }

  @Test
  void anUnknownStateWritesNothing() {
    // Given
    var before = keys();

    // When
    for (var i = 0; i < 20; i++) {
      callback("A".repeat(42) + (char) ('a' + i), code).then().statusCode(400);
    }

    // Then
    assertThat(keys()).isSubsetOf(before);
    assertThat(StandIn.exchangesOf(code)).isEmpty();
  }

  private Set<String> keys() {
    return Set.copyOf(redis.key().keys("*"));
  }

  private static String app(String clientId) {
    return ApiCalls.integration(
            "slack",
            "chat",
            "{'clientId':'%s','secretKey':'app-client-secret'}".formatted(clientId))
        .identifier();
  }
}
