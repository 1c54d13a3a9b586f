package dev.chatconnect.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version of this build. */
final class Version {

  private static final String RESOURCE = "/version.txt";

  private Version() {}

  /** Name and version: {@code chat-connect 1.0.0}. */
  static String text() {
    try (var text = Version.class.getResourceAsStream(RESOURCE)) {
      if (text == null) {
        throw new IllegalStateException("missing resource " + RESOURCE);
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
