package dev.chatconnect.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** Ports of the loopback interface. */
final class Ports {

  private Ports() {}

  /** A port that nobody listens on at the moment. */
  static int free() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, not above a port. */
  static int free(int highest) {
    return IntStream.generate(Ports::free)
        .limit(1_000)
        .filter(p -> p <= highest)
        .findFirst()
        .orElseThrow();
  }
}
