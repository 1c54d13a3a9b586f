package dev.chatconnect.web;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import dev.chatconnect.LogCapture;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class NamelessHostsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/integrations HTTP/1.0\r\n\r\n",
        "GET /v1/nowhere HTTP/1.0\r\n\r\n",
        "GET //x:y/ HTTP/1.0\r\n\r\n",
        "GET /v1/integrations/chat/oauth/callback?code=the-code&state=b HTTP/1.0\r\n\r\n",
        "GET /v1/nowhere HTTP/1.0\r\nHost: a b{}\r\n\r\n",
      })
  void aRequestWithoutAUsableHostIsRefused(String request) throws IOException {
    // When
    var answer = send(request);

    // Then
    assertThat(answer)
        .startsWith("HTTP/1.0 400")
        .contains("\"message\":\"The Host header is missing or malformed\"")
        .doesNotContain("the-code");
  }

  @Test
  void aRequestThatMustNameAHostAndDoesNotIsRefusedAndNotLogged() throws IOException {
    // Given
    var target = "/v1/integrations/chat/oauth/callback?code=the-code&state=b";

    try (var log = LogCapture.start("io.quarkus.vertx.http")) {
      // When
      var answer = send("GET " + target + " HTTP/1.1\r\nConnection: close\r\n\r\n");

      // Then
      assertThat(answer)
          .startsWith("HTTP/1.1 400")
          .contains("\"message\":\"The Host header is missing or malformed\"")
          .doesNotContain("the-code");
      assertThat(log.lines()).noneMatch(line -> line.contains("the-code"));
    }
  }

  @Test
  void anOldClientThatNamesTheHostIsAnswered() throws IOException {
    // When
    var answer = send("GET /v1/nowhere HTTP/1.0\r\nHost: localhost\r\n\r\n");

    // Then
    assertThat(answer).startsWith("HTTP/1.0 404");
  }

  private static String send(String request) throws IOException {
    try (var socket = new Socket("localhost", RestAssured.port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
