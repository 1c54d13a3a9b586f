package dev.chatconnect.provider.telegram;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import dev.chatconnect.provider.ChatLink;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.Outbound;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.Trials;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The bot's token is part of every path, and clients like to quote paths in their failures. */
@QuarkusTest
class TokenSecrecyTest {

  private static final String TOKEN = "123456789:" + "very-secret-token";

  private final List<String> logged = Collections.synchronizedList(new ArrayList<>());
  private final Logger logger = Logger.getLogger("dev.chatconnect");
  private final Level level = logger.getLevel();
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          logged.add(entry.getMessage() + " " + List.of(parameters(entry)) + stack(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    listener.setLevel(Level.ALL);
    logger.setLevel(Level.ALL);
    logger.addHandler(listener);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(listener);
    logger.setLevel(level);
  }

  @Test
  void aCallThatTimesOutTellsNoToken() throws IOException {
    // Given
    try (var silent = new ServerSocket(0)) {
      var telegram = provider(silent.getLocalPort());

      // When
      var failure = Trials.failure(telegram.chatLink().orElseThrow().offer(request()));

      // Then
      assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertSecret(failure);
    }
  }

  @Test
  void aCallThatIsRefusedTellsNoToken() throws IOException {
    // Given
    int port;
    try (var closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }

    // When
    var failure = Trials.failure(provider(port).chatLink().orElseThrow().offer(request()));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertSecret(failure);
  }

  private void assertSecret(ProviderException failure) {
    assertThat(failure.message() + failure.reason() + failure.getCause())
        .doesNotContain("very-secret-token");
    assertThat(logged).isNotEmpty();
    assertThat(String.join("\n", logged)).doesNotContain("very-secret-token");
  }

  private static TelegramProvider provider(int port) {
    var url = URI.create("http://localhost:" + port);
    return new TelegramProvider(
        () -> url,
        Trials.clients(Outbound.STEADY.callTimeout(java.time.Duration.ofMillis(700))),
        Clock.systemUTC());
  }

  private static ChatLink.Request request() {
    return new ChatLink.Request(
        new Credentials(Map.of("apiToken", TOKEN)),
        "code",
        Instant.now(),
        URI.create("https://connect.example.com/v1/providers/telegram/events/1"));
  }

  private static Object parameters(LogRecord entry) {
    return entry.getParameters() == null ? "" : List.of(entry.getParameters());
  }

  private static String stack(LogRecord entry) {
    var text = new java.io.StringWriter();
    if (entry.getThrown() != null) {
      entry.getThrown().printStackTrace(new java.io.PrintWriter(text));
    }
    return text.toString();
  }
}
