package dev.chatconnect.crypto;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SealedTest {

  private static final Sealed<String> LOST = lost("place", "v1.lost.AAAA");

  @Test
  void isOpenedOnceAndOnlyWhenAskedFor() {
    // Given
    var openings = new AtomicInteger();
    var sealed =
        Sealed.at(
            "place",
            "v1.a",
            () -> {
              openings.incrementAndGet();
              return "one";
            });
    assertThat(openings).hasValue(0);

    // When
    var read = List.of(sealed.open(), sealed.open());

    // Then
    assertThat(read).containsExactly("one", "one");
    assertThat(openings).hasValue(1);
  }

  @Test
  void isEqualWhenTheSecretIs() {
    // When
    var sealed = Sealed.of("one");

    // Then
    assertThat(sealed)
        .isEqualTo(Sealed.of("one"))
        .hasSameHashCodeAs(Sealed.of("one"))
        .isNotEqualTo(Sealed.of("two"));
  }

  @Test
  void thatNobodyCanReadIsEqualToItselfAlone() {
    // Given
    var other = Sealed.of("one");

    // When
    var same = List.of(LOST, other).indexOf(LOST);

    // Then
    assertThat(same).isZero();
    assertThat(LOST).isNotEqualTo(other);
    assertThat(other).isNotEqualTo(LOST);
    assertThat(LOST).isNotEqualTo(lost("place", "v1.lost.BBBB"));
  }

  @Test
  void isEqualUnopenedWhenItsCiphertextIs() {
    // When
    var equal = lost("place", "v1.a").equals(lost("place", "v1.a"));

    // Then
    assertThat(equal).isTrue();
    assertThat(lost("place", "v1.a"))
        .isNotEqualTo(lost("place", "v1.b"))
        .isNotEqualTo(lost("elsewhere", "v1.a"));
  }

  @Test
  void keepsItsCiphertextForItsPlaceAlone() {
    // When
    var sealed = lost("place", "v1.a");

    // Then
    assertThat(sealed.ciphertext("place")).contains("v1.a");
    assertThat(sealed.ciphertext("elsewhere")).isEmpty();
    assertThat(Sealed.of("one").ciphertext("place")).isEmpty();
  }

  @Test
  void thatNobodyCanReadIsEmptyForThoseWhoTry() {
    // When
    var read = List.of(LOST.tryOpen(), Sealed.of("one").tryOpen());

    // Then
    assertThat(read).containsExactly(Optional.empty(), Optional.of("one"));
  }

  @Test
  void thatNobodyCanReadFailsForThoseWhoNeedIt() {
    assertThatThrownBy(LOST::open).isInstanceOf(UndecipherableException.class);
  }

  @Test
  void tellsNothingAsText() {
    // When
    var text = Sealed.of("xoxb-secret").toString();

    // Then
    assertThat(text).doesNotContain("xoxb");
  }

  private static Sealed<String> lost(String place, String ciphertext) {
    return Sealed.at(
        place,
        ciphertext,
        () -> Ciphers.with("k1:" + "A".repeat(43) + "=").decrypt("v1.lost.AAAA", place));
  }
}
