package dev.chatconnect.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The list of operations is that of the OpenAPI document. */
class ApiPageTest {

  private static final Path PAGE = Path.of("docs/api.md");
  private static final String MARK = "<!-- From here on written by ApiPageTest. -->";
  private static final String UPDATE = "openapi.update";

  @Test
  void thePageListsEveryOperation() throws IOException {
    // Given
    var written = Files.readString(PAGE);
    var byHand = written.substring(0, written.indexOf(MARK) + MARK.length());

    // When
    var expected = byHand + "\n\n" + tables();

    // Then
    if (Boolean.getBoolean(UPDATE)) {
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.readString(PAGE))
        .as("docs/api.md is out of date; refresh it: mvn test -D%s=true", UPDATE)
        .isEqualTo(expected);
  }

  private static String tables() throws IOException {
    var tables = new LinkedHashMap<String, StringBuilder>();
    for (var operation : Operations.read()) {
      tables
          .computeIfAbsent(
              operation.tag(),
              tag -> new StringBuilder("## " + tag + "\n\n| operation | |\n|---|---|\n"))
          .append(row(operation));
    }
    return tables.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(table -> table.getValue().toString())
        .collect(Collectors.joining("\n"));
  }

  private static String row(Operations.Operation operation) {
    return "| `%s %s` | %s%s |%n"
        .formatted(
            operation.method(),
            operation.path(),
            operation.summary(),
            operation.deprecated() ? " *(deprecated)*" : "");
  }
}
