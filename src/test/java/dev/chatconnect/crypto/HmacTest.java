package dev.chatconnect.crypto;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HmacTest {

  /** RFC 4231 §4.3. */
  private static final String KEY = "Jefe";

  private static final String TEXT = "what do ya want for nothing?";
  private static final String CODE =
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

  @Test
  void authenticatesLikeTheStandardsVector() {
    // When
    var code = Hmac.sha256Hex(KEY, TEXT);

    // Then
    assertThat(code).isEqualTo(CODE);
  }

  @Test
  void partsFollowEachOtherWithoutAGap() {
    // Given
    var first = "what do ya want ".getBytes(StandardCharsets.UTF_8);
    var second = "for nothing?".getBytes(StandardCharsets.UTF_8);

    // When
    var code = Hmac.sha256(KEY, first, second);

    // Then
    assertThat(HexFormat.of().formatHex(code)).isEqualTo(CODE);
  }

  @Test
  void tellsTextsApart() {
    // When / Then
    assertThat(Hmac.same("ä", "ä")).isTrue();
    assertThat(Hmac.same("ab", "ac")).isFalse();
    assertThat(Hmac.same("ab", "abc")).isFalse();
    assertThat(Hmac.same("", "")).isTrue();
  }
}
