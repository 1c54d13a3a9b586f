package dev.chatconnect.idempotency;

import java.util.stream.IntStream;

import dev.chatconnect.redis.RedisKeys;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClaimTest {

  private static final RedisKeys KEYS = new RedisKeys("env");

  @Test
  void ofManyWhoSettleAClaimOneDoes() {
    // Given
    var claim = new Claim(slot("POST", "/a", "k"), "mine");

    // When
    var settled = IntStream.range(0, 100).parallel().filter(i -> claim.settle()).count();

    // Then
    assertThat(settled).isEqualTo(1);
    assertThat(claim.marker()).isEqualTo("mine");
    assertThat(claim.slot()).isEqualTo(slot("POST", "/a", "k"));
  }

  @Test
  void everyEnvironmentMethodPathAndKeyHasASlotOfItsOwn() {
    // When
    var slots =
        java.util.List.of(
            slot("POST", "/a", "k"),
            slot("PATCH", "/a", "k"),
            slot("POST", "/b", "k"),
            slot("POST", "/a", "l"),
            Slot.of(new RedisKeys("other"), "POST", "/a", key("k")));

    // Then
    assertThat(slots.stream().map(Slot::key)).doesNotHaveDuplicates();
    assertThat(slots.get(0).key()).matches("cc:\\{env}:idempotency:[0-9a-f]{64}");
  }

  private static Slot slot(String method, String path, String key) {
    return Slot.of(KEYS, method, path, key(key));
  }

  private static IdempotencyKey key(String value) {
    return IdempotencyKey.parse(value).orElseThrow();
  }
}
