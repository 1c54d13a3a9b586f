package dev.chatconnect.web;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Flow;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.provider.OwnHost;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.chatconnect.connect.Journeys.unique;
import static io.restassured.RestAssured.given;
import static java.net.http.HttpResponse.BodyHandlers.discarding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Requests that begin and do not end, where there is room for one. */
@QuarkusTest
@TestProfile(SlowBodiesTest.OnePlace.class)
class SlowBodiesTest {

  /** One place, and little patience. */
  public static class OnePlace implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("chat-connect.http.max-in-flight", "1", "chat-connect.http.body-timeout", "2s");
    }
  }

  private static final Flow.Subscription NOTHING =
      new Flow.Subscription() {
        @Override
        public void request(long n) {
          // There is never any.
        }

        @Override
        public void cancel() {
          // There is nothing to end.
        }
      };

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 10", "Transfer-Encoding: chunked"})
  void aBodyThatDoesNotEndLosesItsConnectionAndItsPlace(String length) throws IOException {
    // Given
    awaitRoom();

    // When
    try (var request = begin("POST /v1/inbox/session HTTP/1.1", length, "")) {

      // Then
      assertThat(request.getInputStream().read()).as("the end").isEqualTo(-1);
    }
    awaitRoom();
  }

  @Test
  void bytesThatTrickleInHelpNothing() throws IOException {
    // Given
    awaitRoom();

    // When
    try (var request = begin("POST /v1/inbox/session HTTP/1.1", "Content-Length: 900", "{")) {

      // Then
      await()
          .atMost(Duration.ofSeconds(10))
          .pollInterval(Duration.ofMillis(200))
          .until(() -> isClosed(request, " "));
    }
    awaitRoom();
  }

  @Test
  void aStreamWhoseBodyDoesNotEndIsResetAndLosesItsPlace() {
    // Given
    awaitRoom();
    var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    var session = URI.create("http://localhost:" + RestAssured.port + "/v1/inbox/session");
    var upgraded = client.sendAsync(HttpRequest.newBuilder(session).build(), discarding()).join();
    assertThat(upgraded.version()).isEqualTo(HttpClient.Version.HTTP_2);
    awaitRoom();

    // When
    var answer =
        client.sendAsync(
            HttpRequest.newBuilder(session)
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.fromPublisher(subscriber -> subscriber.onSubscribe(NOTHING), 9))
                .build(),
            discarding());

    // Then
    assertThat(answer).failsWithin(Duration.ofSeconds(10));
    awaitRoom();
  }

  @Test
  void aClientThatGoesAwayBeforeItsBodyEndsLeavesItsPlace() throws IOException {
    // Given
    awaitRoom();
    var request = begin("POST /v1/inbox/session HTTP/1.1", "Content-Length: 10", "");

    // When
    request.close();

    // Then
    awaitRoom();
  }

  @Test
  void aRequestWithoutABodyTakesTheTimeThatItsProviderTakes() {
    // Given
    awaitRoom();
    var token = "xoxb-slow-" + UUID.randomUUID();
    OwnHost.wireMock()
        .register(
            post(urlPathEqualTo("/api/auth.test"))
                .atPriority(1)
                .withHeader("Authorization", equalTo("Bearer " + token))
                .willReturn(okJson("{\"ok\":true}").withFixedDelay(4_000)));
    var connection =
        ApiCalls.post(
                ApiCalls.CONNECTIONS,
                ApiCalls.body(
                    "{'integrationIdentifier':'%s','subscriberId':'%s','workspace':{'id':'T1'},'auth':{'accessToken':'%s'}}"
                        .formatted(
                            ApiCalls.integration("slack").identifier(), unique("ann"), token)))
            .<String>path("data.identifier");

    // When
    var answer = ApiCalls.caller().post(ApiCalls.CONNECTIONS + "/{id}/verify", connection);

    // Then
    answer.then().statusCode(200);
  }

  @Test
  void aBodyThatEndsIsAnswered() throws IOException {
    // Given
    awaitRoom();

    // When
    try (var request = begin("POST /v1/inbox/session HTTP/1.1", "Content-Length: 2", "{}")) {

      // Then
      var answer = new byte[12];
      assertThat(request.getInputStream().readNBytes(answer, 0, 12)).isEqualTo(12);
      assertThat(new String(answer, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 4");
    }
  }

  /** Whether the other side wants no more of this. */
  private static boolean isClosed(Socket socket, String more) {
    try {
      socket.getOutputStream().write(more.getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().available() == 0 && isAtEnd(socket);
    } catch (IOException closed) {
      return true;
    }
  }

  private static boolean isAtEnd(Socket socket) throws IOException {
    socket.setSoTimeout(1);
    try {
      return socket.getInputStream().read() == -1;
    } catch (java.net.SocketTimeoutException open) {
      return false;
    }
  }

  private static Socket begin(String line, String length, String body) throws IOException {
    var socket = new Socket("localhost", RestAssured.port);
    socket.setSoTimeout(10_000);
    var head =
        line + "\r\nHost: localhost\r\nContent-Type: application/json\r\n" + length + "\r\n\r\n";
    socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> body.equals("{}") || statusOfAnother() == 503);
    return socket;
  }

  private static void awaitRoom() {
    await().atMost(Duration.ofSeconds(10)).until(() -> statusOfAnother() != 503);
  }

  private static int statusOfAnother() {
    return given().get("/v1/channel-connections").statusCode();
  }
}
