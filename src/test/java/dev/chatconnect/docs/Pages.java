package dev.chatconnect.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The pages of the documentation. */
final class Pages {

  static final Path FOLDER = Path.of("docs");

  private Pages() {}

  /** All of them, those beside the sources too. */
  static List<Path> all() throws IOException {
    try (var docs = Files.walk(FOLDER);
        var bench = Files.walk(Path.of("src/bench"))) {
      return Stream.of(Stream.of(Path.of("README.md")), docs, bench)
          .flatMap(paths -> paths)
          .filter(path -> path.toString().endsWith(".md"))
          .filter(path -> !path.toString().contains("node_modules"))
          .sorted()
          .toList();
    }
  }
}
