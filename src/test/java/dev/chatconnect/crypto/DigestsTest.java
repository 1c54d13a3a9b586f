package dev.chatconnect.crypto;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DigestsTest {

  @Test
  void digestsLikeTheStandardsExample() {
    // When
    var hex = Digests.sha256Hex("abc");
    var ofBytes = Digests.sha256Hex(new byte[] {'a', 'b', 'c'});
    var base64 = Digests.sha256Base64("abc");
    var base64Url = Digests.sha256Base64Url("abc");
    var sha1 = Digests.sha1Hex("abc");

    // Then: the first example of FIPS 180-4
    assertThat(hex).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(ofBytes).isEqualTo(hex);
    assertThat(base64).isEqualTo("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    assertThat(base64Url).isEqualTo("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
    assertThat(sha1).isEqualTo("a9993e364706816aba3e25717850c26c9cd0d89d");
  }

  @Test
  void noTwoListsHaveOneName() {
    // Given
    var lists =
        List.of(
            List.<String>of(),
            List.of(""),
            List.of("", ""),
            List.of("ab", "c"),
            List.of("a", "bc"),
            List.of("abc"),
            List.of("c", "ab"));

    // When
    var names = lists.stream().map(Digests::ofParts).toList();

    // Then
    assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.length() == 43);
    assertThat(Digests.ofParts(List.of("ab", "c"))).isEqualTo(names.get(3));
  }
}
