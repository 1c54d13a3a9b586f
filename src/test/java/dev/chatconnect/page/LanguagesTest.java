package dev.chatconnect.page;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LanguagesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de | de",
        "de-CH,de;q=0.9,en;q=0.8 | de",
        "fr-CA | fr",
        "es-419,es;q=0.9 | es",
        "en;q=0.5,fr;q=0.7 | fr",
        "ja,es;q=0.3 | es",
        "de;q=0,en | en",
        "ja | en",
        "* | en",
      })
  void picksTheFirstThatIsSpoken(String header, String expected) {
    // When
    var language = Languages.best(Optional.of(header));

    // Then
    assertThat(language.toLanguageTag()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";", "de;q=x", "<script>", "de\u0000", "-----", "q=1"})
  void nonsenseIsEnglish(String header) {
    // When
    var language = Languages.best(Optional.of(header));

    // Then
    assertThat(language.toLanguageTag()).isEqualTo("en");
  }

  @Test
  void aHeaderWithoutEndIsNotRead() {
    // When
    var language = Languages.best(Optional.of("de," + "x-a,".repeat(1000)));

    // Then
    assertThat(language.toLanguageTag()).isEqualTo("en");
  }
}
