package dev.chatconnect.web;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import io.restassured.RestAssured;

/** Requests that no HTTP client would send, byte for byte. */
public final class RawHttp {

  private RawHttp() {}

  /** Sends a request line and headers and answers all that comes back. */
  public static String send(String requestLine, String... headers) throws IOException {
    try (var socket = new Socket("localhost", RestAssured.port)) {
      socket.setSoTimeout(10_000);
      var request = new StringBuilder(requestLine).append("\r\nHost: localhost\r\n");
      for (var header : headers) {
        request.append(header).append("\r\n");
      }
      request.append("Connection: close\r\n\r\n");
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
