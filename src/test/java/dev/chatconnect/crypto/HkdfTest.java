package dev.chatconnect.crypto;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HkdfTest {

  /** RFC 5869 appendix A.1: the first of the two blocks that it expands to. */
  @Test
  void expandsAsTheStandardDoes() {
    // Given
    var key =
        HexFormat.of().parseHex("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5");
    var info = HexFormat.of().parseHex("f0f1f2f3f4f5f6f7f8f9");

    // When
    var expanded = Hkdf.expand(new SecretKeySpec(key, "AES"), info);

    // Then
    assertThat(HexFormat.of().formatHex(expanded.getEncoded()))
        .isEqualTo("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
  }

  @Test
  void everyKeyAndPurposeHasAKeyOfItsOwn() {
    // Given
    var ring = KeyRing.parse(List.of(entry("a", 1), entry("b", 2)));

    // When
    var one = ring.derive("one");
    var other = ring.derive("other");

    // Then
    assertThat(one.keySet()).containsExactly("a", "b");
    assertThat(one.values()).doesNotHaveDuplicates().doesNotContainAnyElementsOf(other.values());
    assertThat(ring.derive("one")).isEqualTo(one);
  }

  private static String entry(String id, int fill) {
    var key = new byte[32];
    java.util.Arrays.fill(key, (byte) fill);
    return id + ":" + Base64.getEncoder().encodeToString(key);
  }
}
