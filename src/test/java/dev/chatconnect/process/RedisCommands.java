package dev.chatconnect.process;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Commands to a Redis process. */
final class RedisCommands {

  /** A server may wait seconds for a disk that others keep busy. */
  private static final int PATIENCE_MILLIS = 10_000;

  private static final int ANSWERS_WITHIN_MILLIS = 2_000;

  private final int port;

  RedisCommands(int port) {
    this.port = port;
  }

  /**
   * The answer to a command on a connection of its own, as text; of an array its elements, one a
   * line.
   *
   * @throws UncheckedIOException when nobody answers in time
   * @throws IllegalStateException when the answer is an error
   */
  String send(String... command) {
    try (var session = open()) {
      return session.send(command);
    }
  }

  /** A connection for several commands. */
  Session open() {
    return open(PATIENCE_MILLIS);
  }

  private Session open(int patienceMillis) {
    try {
      var socket = new Socket("127.0.0.1", port);
      socket.setSoTimeout(patienceMillis);
      return new Session(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A connection. */
  record Session(Socket socket) implements AutoCloseable {

    String send(String... command) {
      try {
        socket.getOutputStream().write(encoded(command));
        return read(new DataInputStream(socket.getInputStream()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Whether it answers PING; with an error, while it loads its data, does not count. */
  boolean answers() {
    try (var session = open(ANSWERS_WITHIN_MILLIS)) {
      return session.send("PING").equals("PONG");
    } catch (UncheckedIOException | IllegalStateException notYet) {
      return false;
    }
  }

  /** A field of INFO. */
  String info(String name) {
    return send("INFO")
        .lines()
        .filter(line -> line.startsWith(name + ':'))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  private static byte[] encoded(String... command) {
    var text = new StringBuilder("*" + command.length + "\r\n");
    for (var word : command) {
      text.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static String read(DataInputStream in) throws IOException {
    var kind = in.readByte();
    var head = line(in);
    return switch (kind) {
      case '+', ':' -> head;
      case '-' -> throw new IllegalStateException(head);
      case '$' -> bulk(in, Integer.parseInt(head));
      case '*' -> elements(in, Integer.parseInt(head));
      default -> throw new IllegalStateException("unknown answer " + (char) kind + head);
    };
  }

  private static String bulk(DataInputStream in, int length) throws IOException {
    if (length < 0) {
      return "";
    }
    var text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    in.readNBytes(2);
    return text;
  }

  private static String elements(DataInputStream in, int count) throws IOException {
    List<String> all = new ArrayList<>();
    for (var i = 0; i < count; i++) {
      all.add(read(in));
    }
    return String.join("\n", all);
  }

  private static String line(DataInputStream in) throws IOException {
    var text = new StringBuilder();
    for (var next = in.readByte(); next != '\r'; next = in.readByte()) {
      text.append((char) next);
    }
    in.readByte();
    return text.toString();
  }
}
