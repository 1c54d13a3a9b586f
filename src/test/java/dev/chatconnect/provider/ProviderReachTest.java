package dev.chatconnect.provider;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import dev.chatconnect.provider.ProviderReach.Host;
import dev.chatconnect.provider.ProviderReach.HostApi;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
class ProviderReachTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Shorter than the time after which an idle connection ends by itself. */
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  private static final String ANSWER =
      "HTTP/1.1 404 Not Found\r\nDate: Wed, 04 Mar 2026 05:06:07 GMT\r\n"
          + "Content-Length: 0\r\n\r\n";

  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final ProviderClients clients = Trials.clients(Outbound.STEADY);
  private ServerSocket server;

  @BeforeEach
  void serve() throws IOException {
    server = new ServerSocket(0);
    var thread = new Thread(this::accept);
    thread.setDaemon(true);
    thread.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  /** Answers the one request of each connection, and reads until the client closes it. */
  private void accept() {
    while (!server.isClosed()) {
      try (var connection = server.accept()) {
        made.incrementAndGet();
        connection.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
        connection.getInputStream().readAllBytes();
        closed.incrementAndGet();
      } catch (IOException over) {
        // The test is over.
      }
    }
  }

  @Test
  void aHostThatAnswersIsReachedWhateverItsStatus() {
    // Given
    var address = URI.create("http://localhost:" + server.getLocalPort());
    clients.open("webex", "Webex", HostApi.class, address);

    // When
    var hosts = look();

    // Then
    assertThat(hosts)
        .containsExactly(
            new Host(
                "webex",
                "Webex",
                address,
                Optional.of(Instant.parse("2026-03-04T05:06:07Z")),
                Optional.empty()));
  }

  @Test
  void nothingOfALookStaysOpen() {
    // Given
    clients.open(
        "webex", "Webex", HostApi.class, URI.create("http://localhost:" + server.getLocalPort()));

    // When
    look();

    // Then
    await().atMost(AT_ONCE).untilAsserted(() -> assertThat(closed).hasValue(1));
    assertThat(made).hasValue(1);
  }

  @Test
  void aHostThatDoesNotAnswerIsToldWithTheKindOfItsFailure() throws IOException {
    // Given
    var address = URI.create("http://localhost:" + freePort());
    clients.open("zoom", "Zoom", HostApi.class, address);

    // When
    var hosts = look();

    // Then
    assertThat(hosts).hasSize(1);
    assertThat(hosts.get(0).providerId()).isEqualTo("zoom");
    assertThat(hosts.get(0).failure()).contains("ConnectException");
  }

  private List<Host> look() {
    return new ProviderReach(clients).look().await().atMost(PATIENCE);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
