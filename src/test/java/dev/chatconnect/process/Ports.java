package dev.chatconnect.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Ports of the loopback interface. */
final class Ports {

  /** What was given out: its server may not listen yet. */
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /** A port that nobody listens on at the moment, and that was not given before. */
  static int free() {
    return IntStream.generate(Ports::unused)
        .limit(1_000)
        .filter(GIVEN::add)
        .findFirst()
        .orElseThrow();
  }

  private static int unused() {
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
