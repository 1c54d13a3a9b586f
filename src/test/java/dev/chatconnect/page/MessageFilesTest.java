package dev.chatconnect.page;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every language says everything that English says. */
class MessageFilesTest {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");

  static Stream<Arguments> files() throws ClassNotFoundException {
    var bundles =
        Stream.of(
                "dev.chatconnect.connect.ResultMessages",
                "dev.chatconnect.connectpage.ConnectMessages")
            .map(MessageFilesTest::load)
            .toList();
    return Languages.supported().stream()
        .filter(language -> !language.equals(Locale.ENGLISH))
        .flatMap(language -> bundles.stream().map(bundle -> Arguments.of(bundle, language)));
  }

  @ParameterizedTest
  @MethodSource("files")
  void aLanguageHasEveryTextWithTheSamePlaceholders(Class<?> bundle, Locale language)
      throws IOException {
    // Given
    var english =
        Arrays.stream(bundle.getMethods())
            .collect(
                Collectors.toMap(
                    method -> method.getName(),
                    method -> method.getAnnotation(Message.class).value()));

    // When
    var translated = read(bundle, language);

    // Then
    assertThat(placeholders(translated)).isEqualTo(placeholders(english));
    assertThat(translated.values()).noneMatch(String::isBlank);
  }

  private static Map<String, TreeSet<String>> placeholders(Map<String, String> texts) {
    var found = new TreeMap<String, TreeSet<String>>();
    texts.forEach(
        (key, text) ->
            found.put(
                key,
                PLACEHOLDER
                    .matcher(text)
                    .results()
                    .map(match -> match.group())
                    .collect(Collectors.toCollection(TreeSet::new))));
    return found;
  }

  private static Map<String, String> read(Class<?> bundle, Locale language) throws IOException {
    var name = bundle.getAnnotation(MessageBundle.class).value();
    var path = "/messages/%s_%s.properties".formatted(name, language);
    var file = new Properties();
    try (var in = bundle.getResourceAsStream(path)) {
      file.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return file.entrySet().stream()
        .collect(Collectors.toMap(e -> (String) e.getKey(), e -> (String) e.getValue()));
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
