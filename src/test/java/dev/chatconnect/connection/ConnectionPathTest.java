package dev.chatconnect.connection;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.ENDPOINTS;
import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.ApiCalls.integration;
import static dev.chatconnect.ApiCalls.post;
import static org.assertj.core.api.Assertions.assertThat;

/** Identifiers hold what subscriber ids hold, and clients put them into the path as they are. */
@QuarkusTest
class ConnectionPathTest {

  private final String run = UUID.randomUUID().toString();

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          a@b.c     => a@b.c
          a@b.c     => a%40b.c
          auth0|x   => auth0|x
          auth0|x   => auth0%7Cx
          a b       => a%20b
          a+b       => a+b
          a/b       => a%2Fb
          a/b       => a%2fb
          a%2Fb     => a%252Fb
          ü^`       => %C3%BC^`
          a:b;c=d,e => a:b%3Bc=d,e
          a:b;c=d,e => a:b;c=d,e
          """)
  void findsAnIdentifierHoweverItIsEncoded(String identifier, String path) throws IOException {
    // Given
    var slack = integration("slack").identifier();
    post(
            CONNECTIONS,
            body(
                "{'integrationIdentifier':'%s','identifier':'%s','subscriberId':'s','workspace':{'id':'T'},'auth':{'accessToken':'t'}}"
                    .formatted(slack, identifier + run)))
        .then()
        .statusCode(201);
    var encoded = CONNECTIONS + '/' + path + run;

    // When
    var found = send("GET", encoded);
    var withBareQuery = send("GET", encoded + '?');
    var deleted = send("DELETE", encoded);
    var gone = send("GET", encoded);

    // Then
    assertThat(found).startsWith("HTTP/1.1 200").contains("\"identifier\":\"" + identifier + run);
    assertThat(withBareQuery).startsWith("HTTP/1.1 200");
    assertThat(deleted).startsWith("HTTP/1.1 204").doesNotContainIgnoringCase("\r\ncontent-type");
    assertThat(gone)
        .startsWith("HTTP/1.1 404")
        .contains("Channel connection with identifier '" + identifier + run + "' not found");
  }

  @ParameterizedTest
  @ValueSource(strings = {CONNECTIONS, ENDPOINTS})
  void aBrokenEncodingIsTheCallersFault(String path) throws IOException {
    // When
    var answer = send("GET", path + "/a%zz");

    // Then
    assertThat(answer).startsWith("HTTP/1.1 400").contains("\"statusCode\":400");
  }

  /** Over a plain socket, for clients in Java refuse to send such paths. */
  private static String send(String method, String path) throws IOException {
    try (var socket = new Socket("localhost", RestAssured.port)) {
      var request =
          "%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: ApiKey dev-secret-key\r\nConnection: close\r\n\r\n"
              .formatted(method, path);
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
