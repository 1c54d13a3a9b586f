package dev.chatconnect.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.chatconnect.docs.Operations.Operation;
import org.junit.jupiter.api.Test;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

/** Routes that the documentation names are routes of the API reference. */
class RoutesTest {

  private static final Pattern ROUTE =
      Pattern.compile("\\b(GET|POST|PUT|PATCH|DELETE) (/v1/[A-Za-z0-9/{}<>._-]*[A-Za-z0-9}>])");

  @Test
  void everyRouteThatTheDocumentationNamesIsThere() throws IOException {
    // Given
    var operations = Operations.read();
    var named = new TreeSet<String>();
    for (var page : Pages.all()) {
      ROUTE.matcher(Files.readString(page)).results().forEach(route -> named.add(route.group()));
    }

    // When
    var unknown = named.stream().filter(route -> !isKnown(operations, route)).toList();

    // Then
    assertThat(named).hasSizeGreaterThan(20);
    assertThat(unknown).isEmpty();
  }

  private static boolean isKnown(List<Operation> operations, String route) {
    return operations.stream()
        .anyMatch(operation -> route.matches(operation.method() + " " + pattern(operation.path())));
  }

  /** A placeholder stands for any one segment. */
  private static String pattern(String template) {
    return Stream.of(template.split("/"))
        .map(segment -> segment.startsWith("{") ? "[^/]+" : Pattern.quote(segment))
        .collect(joining("/"));
  }
}
