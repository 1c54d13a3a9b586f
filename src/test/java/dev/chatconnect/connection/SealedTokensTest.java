package dev.chatconnect.connection;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import dev.chatconnect.crypto.UndecipherableException;
import dev.chatconnect.provider.TokenSet;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SealedTokensTest {

  private static final SealedTokens LOST =
      new SealedTokens(
          () -> {
            throw new UndecipherableException("unknown key");
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
    // When
    var others = SealedTokens.of(tokens("one"));

    // Then
    assertThat(LOST).isEqualTo(LOST).isNotEqualTo(others);
    assertThat(others).isNotEqualTo(LOST);
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

  private static TokenSet tokens(String accessToken) {
    return new TokenSet(accessToken, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
