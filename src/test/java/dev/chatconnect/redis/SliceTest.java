package dev.chatconnect.redis;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SliceTest {

  @Test
  void severalWalksBecomeOneInTheirOrder() {
    // Given
    var odd = slice(false, "", 5, 3, 1);
    var even = slice(false, "", 4, 2);

    // When
    var merged = Slice.merged(List.of(odd, even), 10, false);

    // Then
    assertThat(merged.entries())
        .extracting(Slice.Entry::score)
        .containsExactly("5", "4", "3", "2", "1");
    assertThat(merged.more()).isFalse();
    assertThat(merged.total()).isEqualTo(5);
  }

  @Test
  void aFullPageLeavesTheRestForTheNext() {
    // Given
    var odd = slice(false, "", 1, 3, 5);
    var even = slice(false, "", 2, 4);

    // When
    var merged = Slice.merged(List.of(odd, even), 3, true);

    // Then
    assertThat(merged.entries()).extracting(Slice.Entry::score).containsExactly("1", "2", "3");
    assertThat(merged.more()).isTrue();
    assertThat(merged.resume()).isEmpty();
  }

  @Test
  void nothingBehindAWalkThatGaveUpIsTold() {
    // Given
    var stopped = slice(true, "30", 10);
    var whole = slice(false, "", 20, 40);

    // When
    var merged = Slice.merged(List.of(stopped, whole), 10, true);

    // Then
    assertThat(merged.entries()).extracting(Slice.Entry::score).containsExactly("10", "20");
    assertThat(merged.more()).isTrue();
    assertThat(merged.resume()).contains("30");
  }

  @Test
  void nothingBehindAFullPageIsLeftOutWhereAnotherWalkGaveUpLater() {
    // Given
    var full = slice(true, "", 10, 20);
    var stopped = slice(true, "90");

    // When
    var merged = Slice.merged(List.of(full, stopped), 2, true);

    // Then
    assertThat(merged.entries()).extracting(Slice.Entry::score).containsExactly("10", "20");
    assertThat(merged.more()).isTrue();
    assertThat(merged.resume()).contains("20");
  }

  @Test
  void theNearestOfTwoStopsCounts() {
    // Given
    var one = slice(true, "50", 90);
    var other = slice(true, "70", 80, 75);

    // When
    var merged = Slice.merged(List.of(one, other), 10, false);

    // Then
    assertThat(merged.entries()).extracting(Slice.Entry::score).containsExactly("90", "80", "75");
    assertThat(merged.resume()).contains("70");
  }

  private static Slice slice(boolean more, String resume, int... scores) {
    return new Slice(
        IntStream.of(scores).mapToObj(s -> new Slice.Entry("m" + s, Integer.toString(s))).toList(),
        more,
        Optional.of(resume).filter(text -> !text.isEmpty()),
        scores.length,
        false);
  }
}
