package dev.chatconnect.connection;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import dev.chatconnect.crypto.Ciphers;
import dev.chatconnect.crypto.UndecipherableException;
import dev.chatconnect.provider.TokenSet;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SealedTokensTest {

  private static final SealedTokens LOST =
      new SealedTokens(
          () -> {
            Ciphers.with("k1:" + "A".repeat(43) + "=").decrypt("v1.lost.AAAA", "place");
            return tokens("never");
          });

  @Test
  void areOpenedOnceAndOnlyWhenAskedFor() {
    // Given
    var openings = new AtomicInteger();
    var sealed =
        new SealedTokens(
            () -> {
              openings.incrementAndGet();
              return tokens("one");
            });
    assertThat(openings).hasValue(0);

    // When
    var read = new TokenSet[] {sealed.open(), sealed.open()};

    // Then
    assertThat(read).containsExactly(tokens("one"), tokens("one"));
    assertThat(openings).hasValue(1);
  }

  @Test
  void areEqualWhenTheTokensAre() {
    // When
    var sealed = SealedTokens.of(tokens("one"));

    // Then
    assertThat(sealed)
        .isEqualTo(SealedTokens.of(tokens("one")))
        .hasSameHashCodeAs(SealedTokens.of(tokens("one")))
        .isNotEqualTo(SealedTokens.of(tokens("two")));
  }

  @Test
  void thatNobodyCanReadAreEqualToThemselvesAlone() {
    // Given
    var others = SealedTokens.of(tokens("one"));

    // When
    var same = List.of(LOST, others).indexOf(LOST);

    // Then
    assertThat(same).isZero();
    assertThat(LOST).isNotEqualTo(others);
    assertThat(others).isNotEqualTo(LOST);
  }

  @Test
  void areEqualUnopenedWhenTheirCiphertextsAre() {
    // When
    var equal = lost("place", "v1.a").equals(lost("place", "v1.a"));

    // Then
    assertThat(equal).isTrue();
    assertThat(lost("place", "v1.a"))
        .isNotEqualTo(lost("place", "v1.b"))
        .isNotEqualTo(lost("elsewhere", "v1.a"));
  }

  @Test
  void keepTheirCiphertextForTheirPlaceAlone() {
    // When
    var sealed = lost("place", "v1.a");

    // Then
    assertThat(sealed.ciphertext("place")).contains("v1.a");
    assertThat(sealed.ciphertext("elsewhere")).isEmpty();
    assertThat(SealedTokens.of(tokens("one")).ciphertext("place")).isEmpty();
  }

  @Test
  void thatNobodyCanReadFailWhenAskedFor() {
    assertThatThrownBy(LOST::open).isInstanceOf(UndecipherableException.class);
  }

  @Test
  void tellNothingAsText() {
    // When
    var text = SealedTokens.of(tokens("xoxb-secret")).toString();

    // Then
    assertThat(text).doesNotContain("xoxb");
  }

  private static SealedTokens lost(String place, String ciphertext) {
    return new SealedTokens(place, ciphertext, LOST::open);
  }

  private static TokenSet tokens(String accessToken) {
    return new TokenSet(accessToken, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
