package dev.chatconnect.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.chatconnect.web.ErrorCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The page about failed journeys against the reasons in the sources. */
class FailureReasonsTest {

  private static final Path MAIN = Path.of("src/main/java/dev/chatconnect");
  private static final Path PAGE = Path.of("docs/journey-failures.md");
  private static final Pattern CODE = Pattern.compile("`([a-z][A-Za-z0-9_…-]*)`");

  /** Those that the page has of the providers' own words. */
  private static final Set<String> OF_PROVIDERS =
      Set.of("access_denied", "permission_denied", "consent_required");

  private final Set<String> reasons =
      FailureReasons.below(MAIN.resolve("connect"), MAIN.resolve("provider"));

  @Test
  void reasonsAreFoundHoweverTheyAreGiven() {
    // Then
    assertThat(reasons)
        .as("directly, by constants, through methods, and put together")
        .contains("issuer_mismatch", "circuit_open", "not_json", "id_token_nonce", "http_…")
        .hasSizeGreaterThan(60);
  }

  @Test
  void everyReasonIsOnThePage() throws IOException {
    // When
    var named = codes(Files.readAllLines(PAGE).stream());

    // Then
    assertThat(named).containsAll(reasons);
  }

  @Test
  void thePageNamesNoReasonThatNothingGives() throws IOException {
    // When
    var listed =
        codes(
            Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|")[1])
                .filter(cell -> !cell.strip().equals("`error`")));

    // Then
    assertThat(listed).isNotEmpty().allMatch(code -> isGiven(code));
  }

  private boolean isGiven(String code) {
    return reasons.contains(code)
        || OF_PROVIDERS.contains(code)
        || ErrorCode.find(code).isPresent();
  }

  private static Set<String> codes(Stream<String> texts) {
    return texts
        .flatMap(text -> CODE.matcher(text).results())
        .map(found -> found.group(1))
        .collect(Collectors.toUnmodifiableSet());
  }
}
