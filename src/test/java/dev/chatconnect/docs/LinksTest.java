package dev.chatconnect.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every link within the documentation leads somewhere, and every page can be found. */
class LinksTest {

  private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.+)$");
  private static final Pattern FENCE = Pattern.compile("^\\s*(```|~~~)");

  @Test
  void everyLinkWithinTheDocumentationLeadsSomewhere() throws IOException {
    // Given
    var pages = Pages.all();

    // When
    var broken = new ArrayList<String>();
    for (var page : pages) {
      for (var target : links(page)) {
        if (isRelative(target) && !exists(page, target)) {
          broken.add(page + ": " + target);
        }
      }
    }

    // Then
    assertThat(pages).hasSizeGreaterThan(20);
    assertThat(broken).isEmpty();
  }

  @Test
  void theIndexOfTheDocumentationHasEveryPage() throws IOException {
    // Given
    var index = linkedFrom(Pages.FOLDER.resolve("README.md"));

    // When
    var pages = in(Pages.FOLDER);

    // Then
    assertThat(index).containsAll(pages);
  }

  @Test
  void theIndexOfTheDecisionsHasEveryDecisionOnce() throws IOException {
    // Given
    var folder = Pages.FOLDER.resolve("adr");
    var linked = links(folder.resolve("README.md")).stream().filter(LinksTest::isRelative).toList();

    // When
    var records = in(folder);

    // Then
    assertThat(linked).doesNotHaveDuplicates();
    assertThat(linkedFrom(folder.resolve("README.md")))
        .containsExactlyInAnyOrderElementsOf(records);
  }

  private static List<Path> in(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".md") && !file.endsWith("README.md"))
          .toList();
    }
  }

  private static Set<Path> linkedFrom(Path page) throws IOException {
    var all = new LinkedHashSet<Path>();
    for (var target : links(page)) {
      if (isRelative(target)) {
        all.add(page.resolveSibling(target.replaceAll("#.*", "")).normalize());
      }
    }
    return all;
  }

  private static boolean isRelative(String target) {
    return !target.matches("[a-z]+:.*");
  }

  private static boolean exists(Path page, String target) throws IOException {
    var hash = target.indexOf('#');
    var path = hash < 0 ? target : target.substring(0, hash);
    var file = path.isEmpty() ? page : page.resolveSibling(path).normalize();
    return Files.exists(file) && (hash < 0 || anchors(file).contains(target.substring(hash + 1)));
  }

  private static List<String> links(Path page) throws IOException {
    return text(page).stream()
        .flatMap(line -> LINK.matcher(line.replaceAll("`[^`]*`", "``")).results())
        .map(match -> match.group(1))
        .toList();
  }

  /** What hosts of repositories make of headings. */
  private static Set<String> anchors(Path page) throws IOException {
    var seen = new HashMap<String, Integer>();
    var anchors = new LinkedHashSet<String>();
    for (var line : text(page)) {
      var heading = HEADING.matcher(line);
      if (heading.matches()) {
        var slug =
            heading
                .group(1)
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
        var before = seen.merge(slug, 1, Integer::sum) - 1;
        anchors.add(before == 0 ? slug : slug + '-' + before);
      }
    }
    return anchors;
  }

  /** Without blocks of code. */
  private static List<String> text(Path page) throws IOException {
    var lines = new ArrayList<String>();
    var code = false;
    for (var line : Files.readAllLines(page)) {
      if (FENCE.matcher(line).find()) {
        code = !code;
      } else if (!code) {
        lines.add(line);
      }
    }
    return lines;
  }
}
