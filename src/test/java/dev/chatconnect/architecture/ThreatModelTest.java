package dev.chatconnect.architecture;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Member;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code docs/threat-model.md} is complete, and what it names exists. */
class ThreatModelTest {

  private static final Path PAGE = Path.of("docs/threat-model.md");

  /** Requirements by letter with the number of the last, and attacks. */
  private static final Map<String, Integer> LAST =
      Map.ofEntries(
          Map.entry("S", 7),
          Map.entry("P", 3),
          Map.entry("M", 4),
          Map.entry("R", 6),
          Map.entry("C", 7),
          Map.entry("T", 7),
          Map.entry("J", 5),
          Map.entry("H", 8),
          Map.entry("A", 7),
          Map.entry("F", 5),
          Map.entry("X", 25));

  /** Items of OWASP ASVS 5.0 for OAuth clients. */
  private static final List<String> ASVS =
      List.of(
          "10.1.1", "10.1.2", "10.2.1", "10.2.2", "10.2.3", "10.5.1", "10.5.2", "10.5.3", "10.5.4");

  private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*)(?:\\.(\\w+))?`");

  private final Map<String, Path> sources = new HashMap<>();

  @Test
  void everyRequirementAndAttackHasARow() throws IOException {
    // When
    var ids = rows(PAGE).stream().map(Row::id).toList();

    // Then
    assertThat(ids).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(complete());
  }

  @Test
  void everyRowIsHeldByClassesAndTestsThatExist() throws IOException {
    // When
    var mistakes = mistakes(PAGE);

    // Then
    assertThat(mistakes).isEmpty();
  }

  /** The check itself is checked: what is wrong with a page is told. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "`RandomIds` ; none | S1 names no test",
        "nothing ; `OAuthUrlTest.everyStateIsNewAndOpaque` | S1 names no class",
        "`NoSuchClass` ; `OAuthUrlTest` | S1: there is no class NoSuchClass",
        "`RandomIds` ; `NoSuchTest` | S1: there is no test NoSuchTest",
        "`RandomIds` ; `OAuthUrlTest.noSuchTest` | S1: there is no test OAuthUrlTest.noSuchTest",
        "`RandomIds` ; `OAuthUrlTest.url` | S1: there is no test OAuthUrlTest.url",
        "`RandomIds` ; `Journeys` | S1: there is no test Journeys",
        "`RandomIds` ; `OAuthUrlTest.everyStateIsNewAndOpaque` |",
        "`RandomIds` ; `OAuthUrlTest.scopesOfTheRequestReplaceTheDefaults` |",
        "`RandomIds` ; `SeamsTest.featuresFormNoCycles` |",
        "`RandomIds` ; `SlackJourneyIT` |",
      })
  void aRowWithAMistakeIsTold(String cells, String mistake, @TempDir Path folder)
      throws IOException {
    // Given
    var page = folder.resolve("page.md");
    Files.writeString(page, "| S1 | x | " + cells.replace(" ; ", " | ") + " |\n");

    // When
    var mistakes = mistakes(page);

    // Then
    assertThat(mistakes)
        .containsExactlyElementsOf(Optional.ofNullable(mistake).map(List::of).orElse(List.of()));
  }

  private record Row(String id, String heldBy, String tests) {}

  private static List<String> complete() {
    return Stream.concat(
            LAST.entrySet().stream()
                .flatMap(
                    kind ->
                        IntStream.rangeClosed(1, kind.getValue()).mapToObj(i -> kind.getKey() + i)),
            ASVS.stream())
        .toList();
  }

  private static List<Row> rows(Path page) throws IOException {
    return Files.readAllLines(page).stream()
        .filter(line -> line.matches("\\| ([A-Z]|10\\.)[0-9.]+ \\|.*"))
        // A bar in a cell is escaped.
        .map(line -> line.split("(?<!\\\\)\\|"))
        .map(cells -> new Row(cells[1].strip(), cells[3], cells[4]))
        .toList();
  }

  private List<String> mistakes(Path page) throws IOException {
    var mistakes = new ArrayList<String>();
    for (var row : rows(page)) {
      var classes = names(row.heldBy());
      var tests = names(row.tests());
      if (classes.isEmpty()) {
        mistakes.add(row.id() + " names no class");
      }
      if (tests.isEmpty()) {
        mistakes.add(row.id() + " names no test");
      }
      classes.stream()
          .filter(name -> !exists(name.group(1)))
          .forEach(name -> mistakes.add(row.id() + ": there is no class " + name.group(1)));
      tests.stream()
          .filter(name -> !isTest(name.group(1), name.group(2)))
          .forEach(name -> mistakes.add(row.id() + ": there is no test " + text(name)));
    }
    return mistakes;
  }

  private static List<MatchResult> names(String cell) {
    return NAME.matcher(cell).results().toList();
  }

  private static String text(MatchResult name) {
    return name.group().replace("`", "");
  }

  private boolean exists(String simpleName) {
    return source(simpleName).isPresent();
  }

  /** A class with a test, or a test of it; classes inherit tests. */
  private boolean isTest(String simpleName, String member) {
    return source(simpleName)
        .filter(source -> source.startsWith("src/test/java"))
        .map(ThreatModelTest::load)
        .filter(type -> testsOf(type).anyMatch(test -> member == null || test.equals(member)))
        .isPresent();
  }

  private static Stream<String> testsOf(Class<?> type) {
    var names = new ArrayList<String>();
    for (Class<?> found = type; found != null; found = found.getSuperclass()) {
      Stream.<AnnotatedElement>concat(
              Arrays.stream(found.getDeclaredMethods()), Arrays.stream(found.getDeclaredFields()))
          .filter(member -> AnnotationSupport.isAnnotated(member, Testable.class))
          .map(member -> ((Member) member).getName())
          .forEach(names::add);
    }
    return names.stream();
  }

  private static Class<?> load(Path source) {
    var name =
        Path.of("src/test/java")
            .relativize(source)
            .toString()
            .replace('/', '.')
            .replace(".java", "");
    try {
      return Class.forName(name, false, ThreatModelTest.class.getClassLoader());
    } catch (ClassNotFoundException notCompiled) {
      throw new IllegalStateException(notCompiled);
    }
  }

  private Optional<Path> source(String simpleName) {
    if (sources.isEmpty()) {
      try (var main = Files.walk(Path.of("src/main/java"));
          var test = Files.walk(Path.of("src/test/java"))) {
        Stream.concat(main, test)
            .filter(path -> path.toString().endsWith(".java"))
            .forEach(path -> sources.put(path.getFileName().toString().replace(".java", ""), path));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    return Optional.ofNullable(sources.get(simpleName));
  }
}
