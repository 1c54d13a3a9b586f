package dev.chatconnect.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.chatconnect.docs.Operations.Operation;

/**
 * A request of the collection.
 *
 * @param method in capitals
 * @param path without query, with variables in double braces
 * @param asserts whether it says what the answer has to be
 */
record BrunoRequest(Path file, String method, String path, boolean asserts) {

  static final Path FOLDER = Path.of("docs/collection");

  private static final Pattern REQUEST =
      Pattern.compile("(?m)^(get|post|put|patch|delete) \\{\\s+url: \\{\\{url}}([^?\\s]+)");
  private static final Pattern ASSERTS = Pattern.compile("(?m)^assert \\{");

  /** All requests; files that hold none are about folders, environments or the collection. */
  static List<BrunoRequest> all() throws IOException {
    try (var files = Files.walk(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".bru"))
          .sorted()
          .flatMap(file -> read(file).stream())
          .toList();
    }
  }

  /** The operation that it is for, the one with the fewest parameters in its path. */
  Operation operation(List<Operation> operations) {
    return operations.stream()
        .filter(operation -> operation.method().equals(method) && fits(operation.path()))
        .min(
            Comparator.comparing(
                operation -> operation.path().chars().filter(c -> c == '{').count()))
        .orElseThrow(() -> new AssertionError("no operation for " + this));
  }

  private boolean fits(String template) {
    return path.matches(template.replace(".", "\\.").replaceAll("\\{[A-Za-z]+}", "[^/]+"));
  }

  private static List<BrunoRequest> read(Path file) {
    try {
      var text = Files.readString(file);
      return REQUEST
          .matcher(text)
          .results()
          .map(
              request ->
                  new BrunoRequest(
                      file,
                      request.group(1).toUpperCase(Locale.ROOT),
                      request.group(2),
                      ASSERTS.matcher(text).find()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
