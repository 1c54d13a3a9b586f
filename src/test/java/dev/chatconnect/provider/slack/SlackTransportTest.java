package dev.chatconnect.provider.slack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.Outbound;
import dev.chatconnect.provider.ProviderException.Kind;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.chatconnect.provider.slack.StandIn.failure;
import static org.assertj.core.api.Assertions.assertThat;

/** What is beneath the answers of a provider: encoding and encryption. */
@QuarkusTest
class SlackTransportTest {

  private static final String CONNECTED =
      "{\"ok\":true,\"access_token\":\"xoxb-standin-gzip\",\"token_type\":\"bot\","
          + "\"scope\":\"chat:write\",\"team\":{\"id\":\"T1\",\"name\":\"%s\"}}";

  @Test
  void aCompressedAnswerIsNeitherAskedForNorUnpacked() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // Given
      var bomb = gzip(CONNECTED.formatted(" ".repeat(50 * 1024 * 1024)));
      assertThat(bomb).hasSizeLessThan(100_000);
      var asked = answerOnce(server, bomb);
      var slack =
          StandIn.provider(
              Outbound.STEADY,
              URI.create("http://localhost:" + server.getLocalPort()),
              Clock.systemUTC());

      // When
      var failure = failure(slack, "demo", ConnectMode.CONNECT);

      // Then
      assertThat(failure.kind()).isEqualTo(Kind.INVALID_ANSWER);
      assertThat(failure.reason()).isEqualTo("not_json");
      assertThat(asked.get(5, TimeUnit.SECONDS)).doesNotContainIgnoringCase("accept-encoding");
    }
  }

  @Test
  void aHostWithoutAValidCertificateGetsNoCode() {
    var host = new WireMockServer(WireMockConfiguration.options().dynamicPort().dynamicHttpsPort());
    try {
      // Given
      host.start();
      host.stubFor(any(anyUrl()).willReturn(okJson(CONNECTED.formatted("Acme"))));
      var slack =
          StandIn.provider(
              Outbound.STEADY,
              URI.create("https://localhost:" + host.httpsPort()),
              Clock.systemUTC());

      // When
      var failure = failure(slack, "demo", ConnectMode.CONNECT);

      // Then
      assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(failure.reason()).isEqualTo("tls_failed");
      assertThat(host.getAllServeEvents()).isEmpty();
    } finally {
      host.stop();
    }
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  /** The head of the request that it answered. */
  private static CompletableFuture<String> answerOnce(ServerSocket server, byte[] body) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (var socket = server.accept()) {
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
              head.append((char) socket.getInputStream().read());
            }
            var answer =
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n"
                    + "Connection: close\r\nContent-Length: %d\r\n\r\n".formatted(body.length);
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            return head.toString();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
