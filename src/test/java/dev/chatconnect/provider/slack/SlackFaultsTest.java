package dev.chatconnect.provider.slack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.Outbound;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.ProviderResult.WorkspaceConnected;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.chatconnect.provider.slack.StandIn.exchangesOf;
import static dev.chatconnect.provider.slack.StandIn.failure;
import static dev.chatconnect.provider.slack.StandIn.granted;
import static dev.chatconnect.provider.slack.StandIn.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
class SlackFaultsTest {

  @ParameterizedTest
  @CsvSource({
    "status-429, UNAVAILABLE, rate_limited, PT7S",
    "status-500, UNAVAILABLE, http_500,",
    "status-503, UNAVAILABLE, http_503, PT30S",
    "reset, UNAVAILABLE, connection_lost,",
    "garbage, UNAVAILABLE, connection_lost,",
    "malformed, UNAVAILABLE, connection_lost,",
    "html, INVALID_ANSWER, not_json,",
    "not-json, INVALID_ANSWER, not_json,",
    "empty, INVALID_ANSWER, empty,",
    "redirect, INVALID_ANSWER, redirect,",
    "oversized, INVALID_ANSWER, oversized,",
    "oversized-chunked, INVALID_ANSWER, oversized,",
  })
  void tellsFaultsApartAndAsksOnlyOnce(
      String fault, Kind kind, String reason, Duration retryAfter) {
    // Given
    var slack = StandIn.provider(Outbound.STEADY);
    var code = unique(fault);

    // When
    var failure = failure(slack, code, ConnectMode.CONNECT);

    // Then
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.retryAfter().orElse(null)).isEqualTo(retryAfter);
    assertThat(exchangesOf(code)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"slow", "drip"})
  void endsACallThatTakesTooLong(String fault) {
    // Given
    var slack = StandIn.provider(Outbound.STEADY.callTimeout(Duration.ofMillis(1500)));
    var code = unique(fault);
    var start = System.nanoTime();

    // When
    var failure = failure(slack, code, ConnectMode.CONNECT);

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.reason()).isEqualTo("timeout");
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(1400), Duration.ofSeconds(8));
    assertThat(exchangesOf(code)).hasSize(1);
  }

  @Test
  void doesNotWaitLongForAHostThatTakesNoConnection() throws Exception {
    var waiting = new ArrayList<Socket>();
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // Given
      fill(server, waiting);
      var slack =
          StandIn.provider(
              Outbound.STEADY.connectTimeout(Duration.ofMillis(500)),
              URI.create("http://127.0.0.1:" + server.getLocalPort()),
              Clock.systemUTC());
      var start = System.nanoTime();

      // When
      var failure = failure(slack, "demo", ConnectMode.CONNECT);

      // Then
      assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(failure.reason()).isEqualTo("connection_failed");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    } finally {
      for (var socket : waiting) {
        socket.close();
      }
    }
  }

  @Test
  void closesTheConnectionOfACallThatTookTooLong() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // Given
      var closed = closedAfterHalfAnAnswer(server);
      var slack =
          StandIn.provider(
              Outbound.STEADY.callTimeout(Duration.ofMillis(700)),
              URI.create("http://localhost:" + server.getLocalPort()),
              Clock.systemUTC());

      // When
      var failure = failure(slack, "demo", ConnectMode.CONNECT);

      // Then
      assertThat(failure.reason()).isEqualTo("timeout");
      assertThat(closed.get(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void oneCallMoreThanThereMayBeIsNotMadeAndIsNoOutage() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // Given
      var slack =
          StandIn.provider(
              Outbound.STEADY
                  .calls(1)
                  .callTimeout(Duration.ofSeconds(2))
                  .breaker(2, Duration.ofMinutes(1)),
              URI.create("http://localhost:" + server.getLocalPort()),
              Clock.systemUTC());
      var underWay =
          CompletableFuture.supplyAsync(() -> failure(slack, "demo", ConnectMode.CONNECT));
      try (var neverAnswered = server.accept()) {

        // When
        var refused = failure(slack, "demo", ConnectMode.CONNECT);

        // Then
        assertThat(neverAnswered.isConnected()).isTrue();
        assertThat(refused.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(refused.reason()).isEqualTo("too_many_calls");
        assertThat(refused.retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(underWay.get(10, TimeUnit.SECONDS).reason()).isEqualTo("timeout");
        assertThat(failure(slack, "demo", ConnectMode.CONNECT).reason()).isEqualTo("timeout");
      }
    }
  }

  @Test
  void saysThatSlackCannotBeReached() throws Exception {
    // Given
    URI nobody;
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://localhost:" + server.getLocalPort());
    }
    var slack = StandIn.provider(Outbound.STEADY, nobody, Clock.systemUTC());

    // When
    var failure = failure(slack, "demo", ConnectMode.CONNECT);

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.reason()).isEqualTo("connection_failed");
  }

  @Test
  void followsNoRedirect() {
    // Given
    var slack = StandIn.provider(Outbound.STEADY);

    // When
    failure(slack, unique("redirect"), ConnectMode.CONNECT);

    // Then
    StandIn.wireMock().verifyThat(0, anyRequestedFor(urlPathEqualTo("/redirect-target")));
  }

  @Test
  void worksAgainAfterAnOversizedAnswer() {
    // Given
    var slack = StandIn.provider(Outbound.STEADY);
    failure(slack, unique("oversized-chunked"), ConnectMode.CONNECT);

    // When
    var result = granted(slack, "demo", ConnectMode.CONNECT);

    // Then
    assertThat(result).isInstanceOf(WorkspaceConnected.class);
  }

  @Test
  void leavesSlackAloneWhileItFailsAndComesBackWhenItWorks() {
    // Given
    var openFor = Duration.ofMillis(800);
    var slack = StandIn.provider(Outbound.STEADY.breaker(4, openFor));
    for (var call = 0; call < 4; call++) {
      assertThat(failure(slack, "status-500", ConnectMode.CONNECT).reason()).isEqualTo("http_500");
    }
    var code = unique("status-500");

    // When
    var failure = failure(slack, code, ConnectMode.CONNECT);

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.reason()).isEqualTo("circuit_open");
    assertThat(failure.retryAfter()).contains(openFor);
    assertThat(exchangesOf(code)).isEmpty();
    await()
        .ignoreExceptionsInstanceOf(ProviderException.class)
        .untilAsserted(
            () ->
                assertThat(
                        slack
                            .complete(StandIn.response(StandIn.APP, "demo", ConnectMode.CONNECT))
                            .await()
                            .atMost(Duration.ofSeconds(10)))
                    .isInstanceOf(WorkspaceConnected.class));
    assertThat(granted(slack, "demo", ConnectMode.CONNECT)).isInstanceOf(WorkspaceConnected.class);
  }

  @Test
  void doesNotHoldRefusalsAndRateLimitsAgainstSlack() {
    // Given
    var slack = StandIn.provider(Outbound.STEADY.breaker(4, Duration.ofMinutes(1)));
    for (var call = 0; call < 3; call++) {
      failure(slack, "error-invalid_code", ConnectMode.CONNECT);
      failure(slack, "status-429", ConnectMode.CONNECT);
      failure(slack, "html", ConnectMode.CONNECT);
    }

    // When
    var result = granted(slack, "demo", ConnectMode.CONNECT);

    // Then
    assertThat(result).isInstanceOf(WorkspaceConnected.class);
  }

  /** Connects until nobody more is let in, since nobody is served. */
  private static void fill(ServerSocket server, List<Socket> waiting) throws IOException {
    while (waiting.size() < 100) {
      var socket = new Socket();
      waiting.add(socket);
      try {
        socket.connect(server.getLocalSocketAddress(), 300);
      } catch (SocketTimeoutException full) {
        return;
      }
    }
    throw new IllegalStateException("The host lets everybody in");
  }

  /** Answers half of a body, then reads until the client goes away. */
  private static CompletableFuture<Boolean> closedAfterHalfAnAnswer(ServerSocket server) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (var socket = server.accept()) {
            var answer =
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
            // What comes before there was a request answers none.
            socket.getInputStream().read();
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
            return true;
          } catch (IOException reset) {
            return true;
          }
        });
  }
}
