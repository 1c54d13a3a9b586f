package dev.chatconnect.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorCatalogueTest {

  private static final Path PAGE = Path.of("docs", "errors.md");

  private static final String INTRODUCTION =
      """
      # Errors

      Every answer that is not a success has the envelope of the reference API, or `application/problem+json` (RFC 9457) where `Accept` asks for it; `type` is then `urn:chat-connect:error:` followed by the name below. `%s` and `%d` stand for details of the request.

      A caller's mistake is never a 5xx. 409 is a conflict with something that exists: repeating the request will not help. 429, 502 and 503 are worth a retry, after `Retry-After` where it is given. A method that a path does not take is 404 `route-not-found`, as in the reference API; `Allow` then names those that it takes.

      | status | name | message |
      |---|---|---|
      """;

  /** Run with {@code -Ddocs.update=true} to write the page anew. */
  @Test
  void theDocumentationListsTheCatalogue() throws IOException {
    // Given
    var expected =
        INTRODUCTION
            + Arrays.stream(ErrorCode.values())
                .sorted(Comparator.comparing(ErrorCode::status).thenComparing(ErrorCode::slug))
                .map(
                    code ->
                        "| %d | `%s` | %s |%n"
                            .formatted(code.status(), code.slug(), code.text().replace("|", "\\|")))
                .collect(Collectors.joining());
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(PAGE, expected);
    }

    // When
    var page = Files.readString(PAGE);

    // Then
    assertThat(page)
        .as("docs/errors.md is out of date: mvn test -Dtest=ErrorCatalogueTest -Ddocs.update=true")
        .isEqualTo(expected);
  }

  @Test
  void everyStatusHasAReasonPhrase() {
    // When / Then
    assertThat(ErrorCode.values())
        .allSatisfy(code -> assertThat(code.phrase()).isNotEqualTo("Error"));
  }
}
