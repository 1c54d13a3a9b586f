package dev.chatconnect.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.chatconnect.docs.ConfigurationKeys.Group;
import dev.chatconnect.docs.ConfigurationKeys.Key;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The configuration reference says what the code says, and no page names a key that is not. */
class ConfigurationReferenceTest {

  private static final Path REFERENCE = Path.of("docs/configuration.md");
  private static final String MARK = "<!-- From here on written by ConfigurationReferenceTest. -->";
  private static final String UPDATE = "configuration.update";
  private static final Pattern MENTION = Pattern.compile("`(chat-connect\\.[a-z0-9.<>-]+)[`=]");

  @Test
  void theReferenceIsWhatTheCodeSays() throws IOException {
    // Given
    var written = Files.readString(REFERENCE);
    var byHand = written.substring(0, written.indexOf(MARK) + MARK.length());

    // When
    var expected = byHand + "\n\n" + tables(ConfigurationKeys.read());

    // Then
    if (Boolean.getBoolean(UPDATE)) {
      Files.writeString(REFERENCE, expected);
    }
    assertThat(Files.readString(REFERENCE))
        .as("docs/configuration.md is out of date; refresh it: mvn test -D%s=true", UPDATE)
        .isEqualTo(expected);
  }

  @Test
  void noPageNamesAKeyThatIsNotThere() throws IOException {
    // Given
    var known =
        ConfigurationKeys.read().stream()
            .flatMap(group -> group.keys().stream())
            .map(Key::name)
            .toList();

    // When
    var unknown = new TreeSet<String>();
    for (var page : Pages.all()) {
      for (var mention : MENTION.matcher(Files.readString(page)).results().toList()) {
        var key = mention.group(1);
        if (known.stream().noneMatch(name -> isOrLeadsTo(key, name))) {
          unknown.add(page + ": " + key);
        }
      }
    }

    // Then
    assertThat(known).hasSizeGreaterThan(50);
    assertThat(unknown).isEmpty();
  }

  /** A page may name a key, or what several begin with; {@code default} is a name. */
  private static boolean isOrLeadsTo(String mention, String key) {
    var general = mention.replace(".default.", ".<name>.");
    return key.equals(general) || key.startsWith(general.replaceAll("\\.$", "") + '.');
  }

  private static String tables(List<Group> groups) {
    return groups.stream().map(ConfigurationReferenceTest::table).collect(Collectors.joining("\n"));
  }

  private static String table(Group group) {
    var rows = group.keys().stream().map(ConfigurationReferenceTest::row);
    return Stream.concat(
            Stream.of(
                "## `" + group.prefix() + "`: " + title(group.title()),
                "",
                "| key | default | what it is |",
                "|---|---|---|"),
            rows)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String title(String sentence) {
    var first = sentence.replaceAll("[.:,;] .*|\\.$", "");
    return Character.toLowerCase(first.charAt(0)) + first.substring(1);
  }

  private static String row(Key key) {
    return "| `%s` | %s | %s *%s* |"
        .formatted(
            key.name(),
            key.fallback().map(value -> '`' + value + '`').orElse("–"),
            key.meaning().replace("|", "\\|"),
            key.type());
  }
}
