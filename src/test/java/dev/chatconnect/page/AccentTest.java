package dev.chatconnect.page;

import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class AccentTest {

  @ParameterizedTest
  @CsvSource({"#000000, #ffffff, 21.0", "#ffffff, #ffffff, 1.0", "#767676, #ffffff, 4.54"})
  void measuresContrastAsTheGuidelinesDo(String one, String other, double expected) {
    // When
    var contrast = Accent.contrast(one, other);

    // Then
    assertThat(contrast).isCloseTo(expected, within(0.01));
    assertThat(Accent.contrast(other, one)).isEqualTo(contrast);
  }

  @ParameterizedTest
  @ValueSource(strings = {"#1F5FD6", " #1f5fd6 "})
  void readsAColour(String color) {
    // When
    var accent = Accent.of(color);

    // Then
    assertThat(accent.light()).isEqualTo("#1f5fd6");
  }

  @Test
  void everyColourThatIsReadInTheLightIsReadInTheDarkToo() {
    // Given
    var colors =
        IntStream.range(0, 4096)
            .mapToObj(i -> "#%x%x%x".formatted(i >> 8, i >> 4 & 15, i & 15))
            .map(c -> c.replaceAll("([0-9a-f])", "$1$1"))
            .filter(c -> Accent.contrast(c, Accent.LIGHT_CARD) >= Accent.READABLE);

    // When
    Stream<Accent> accents = colors.map(Accent::of);

    // Then
    assertThat(accents)
        .hasSizeGreaterThan(1000)
        .allSatisfy(
            accent ->
                assertThat(Accent.contrast(accent.dark(), Accent.DARK_CARD))
                    .as(accent.toString())
                    .isGreaterThanOrEqualTo(Accent.READABLE));
  }

  @Test
  void theCardsAreTheOnesOfTheStyleSheet() {
    // When
    var style = InlineSource.read("/pages/page.css");

    // Then
    assertThat(style).contains("--card:#fff;", "--card:" + Accent.DARK_CARD + ";");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "blue", "#12345", "#1f5fd", "#1f5fd6;}", "rgb(0,0,0)", "#ffcc00", "#FFFFFF"})
  void refusesWhatIsNoColourOrCannotBeRead(String color) {
    // When / Then
    assertThatThrownBy(() -> Accent.of(color))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("accent-color");
  }
}
