package dev.chatconnect.endpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import dev.chatconnect.crypto.Ciphers;
import dev.chatconnect.crypto.UndecipherableException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SealedFieldsTest {

  private static final Map<String, Object> ONE = Map.of("userId", "one");

  private static final SealedFields LOST =
      new SealedFields(
          () -> {
            Ciphers.with("k1:" + "A".repeat(43) + "=").decrypt("v1.lost.AAAA", "place");
            return ONE;
          });

  @Test
  void areOpenedOnceAndOnlyWhenAskedFor() {
    // Given
    var openings = new AtomicInteger();
    var sealed =
        new SealedFields(
            () -> {
              openings.incrementAndGet();
              return ONE;
            });
    assertThat(openings).hasValue(0);

    // When
    var read = List.of(sealed.open(), sealed.open());

    // Then
    assertThat(read).containsExactly(ONE, ONE);
    assertThat(openings).hasValue(1);
  }

  @Test
  void keepTheOrderOfTheCreatorAndNoLaterChange() {
    // Given
    var fields = new LinkedHashMap<String, Object>();
    List.of("url", "channel", "a").forEach(field -> fields.put(field, field));
    var sealed = SealedFields.of(fields);

    // When
    fields.clear();

    // Then
    assertThat(sealed.open().keySet()).containsExactly("url", "channel", "a");
  }

  @Test
  void areEqualWhenWhatWasSealedIs() {
    // When
    var sealed = SealedFields.of(ONE);

    // Then
    assertThat(sealed)
        .isEqualTo(SealedFields.of(ONE))
        .hasSameHashCodeAs(SealedFields.of(ONE))
        .isNotEqualTo(SealedFields.of(Map.of("userId", "two")));
  }

  @Test
  void thatNobodyCanReadAreEqualToThemselvesAlone() {
    // Given
    var others = SealedFields.of(ONE);

    // When
    var same = List.of(LOST, others).indexOf(LOST);

    // Then
    assertThat(same).isZero();
    assertThat(LOST).isNotEqualTo(others);
    assertThat(others).isNotEqualTo(LOST);
  }

  @Test
  void thatNobodyCanReadAreEmptyForThoseWhoTry() {
    // When
    var read = List.of(LOST.tryOpen(), SealedFields.of(ONE).tryOpen());

    // Then
    assertThat(read).containsExactly(Optional.empty(), Optional.of(ONE));
  }

  @Test
  void thatNobodyCanReadFailForThoseWhoNeedThem() {
    assertThatThrownBy(LOST::open).isInstanceOf(UndecipherableException.class);
  }

  @Test
  void tellNothingAsText() {
    // When
    var text = SealedFields.of(Map.of("url", "https://hooks.example/secret")).toString();

    // Then
    assertThat(text).doesNotContain("hooks");
  }
}
