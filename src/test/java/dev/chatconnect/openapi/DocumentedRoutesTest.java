package dev.chatconnect.openapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

/** Routes that the documents name are routes of the API reference. */
class DocumentedRoutesTest {

  private static final Pattern ROUTE =
      Pattern.compile("\\b(GET|POST|PUT|PATCH|DELETE) (/v1/[A-Za-z0-9/{}<>._-]*[A-Za-z0-9}>])");

  @Test
  void everyRouteThatTheDocumentsNameIsThere() throws IOException {
    // Given
    var reference = new YAMLMapper().readTree(Path.of("docs", "openapi.yaml").toFile());
    var unknown = new TreeSet<String>();

    // When
    try (var pages = Stream.concat(Files.list(Path.of("docs")), Stream.of(Path.of("README.md")))) {
      for (var page : pages.filter(file -> file.toString().endsWith(".md")).toList()) {
        ROUTE
            .matcher(Files.readString(page))
            .results()
            .filter(route -> !isKnown(reference.path("paths"), route.group(1), route.group(2)))
            .forEach(route -> unknown.add(page + ": " + route.group()));
      }
    }

    // Then
    assertThat(unknown).isEmpty();
  }

  private static boolean isKnown(JsonNode paths, String method, String path) {
    return paths.properties().stream()
        .filter(entry -> entry.getValue().has(method.toLowerCase(Locale.ROOT)))
        .map(Map.Entry::getKey)
        .anyMatch(template -> path.matches(pattern(template)));
  }

  /** A placeholder stands for any one segment. */
  private static String pattern(String template) {
    return Stream.of(template.split("/"))
        .map(segment -> segment.startsWith("{") ? "[^/]+" : Pattern.quote(segment))
        .collect(joining("/"));
  }
}
