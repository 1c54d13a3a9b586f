package dev.chatconnect.idempotency;

import java.time.Duration;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.chatconnect.LogCapture;
import dev.chatconnect.crypto.SecretCipher;
import dev.chatconnect.environment.Environments;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.chatconnect.idempotency.Calls.body;
import static dev.chatconnect.idempotency.Calls.post;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class IdempotencyRecordTest {

  @Inject RedisDataSource redis;
  @Inject Environments environments;
  @Inject IdempotencyStore store;
  @Inject SecretCipher cipher;

  private final String id = UUID.randomUUID().toString();
  private final String key = "key-" + id;

  @Test
  void keptAnswerHoldsNoPlaintext() {
    // Given
    var secret = "xoxb-";

    // When
    var answer = post("", key, body(id));

    // Then
    var kept = redis.value(String.class).get(slot("").key());
    assertThat(answer.asString()).contains(secret, id);
    assertThat(kept).startsWith("v1.").doesNotContain(secret, id, "fingerprint", "201");
  }

  @ParameterizedTest
  @CsvSource({"'',86400", "/channel/oauth,300", "/channel/confirm,300", "/channel/token,60"})
  void answerIsKeptNoLongerThanItIsWorth(String path, long seconds) {
    // Given
    var slot = slot(path);

    // When
    post(path, key, body(id));

    // Then
    assertThat(redis.key().ttl(slot.key())).isBetween(seconds - 30, seconds);
  }

  @Test
  void aSlashAtTheEndMakesNoOtherRoute() {
    // Given
    var slot = slot("/channel/oauth");
    post("/channel/oauth/", key, body(id));

    // When
    var repeated = post("/channel/oauth", key, body(id));

    // Then
    assertThat(repeated.header("Idempotency-Replay")).isEqualTo("true");
    assertThat(redis.key().ttl(slot.key())).isBetween(270L, 300L);
  }

  @Test
  void anAnswerUnderAKeyThatIsGoneIsForgotten() {
    // Given
    var first = post("", key, body(id));
    redis.value(String.class).set(slot("").key(), "v1.gone." + "A".repeat(60));

    // When
    var second = post("", key, body(id));

    // Then
    assertThat(second.statusCode()).isEqualTo(first.statusCode());
    assertThat(second.header("Idempotency-Replay")).isNull();
    assertThat(post("", key, body(id)).header("Idempotency-Replay")).isEqualTo("true");
  }

  @Test
  void anAnswerThatCannotBeReadIsNotQuoted() {
    // Given
    var slot = slot("");
    var kept = "{\"fingerprint\":\"f\",\"status\":\"xoxb-kept-secret\",\"body\":\"\"}";
    redis.value(String.class).set(slot.key(), cipher.encrypt(kept, slot.key()));
    try (var log = LogCapture.start()) {

      // When
      var answer = post("", key, body(id));

      // Then
      answer.then().statusCode(500);
      assertThat(answer.asString()).doesNotContain("xoxb-kept-secret");
      assertThat(log.lines())
          .anyMatch(line -> line.contains("unreadable record Outcome"))
          .noneMatch(line -> line.contains("xoxb-kept-secret"));
    }
  }

  @Test
  void claimTimesOut() {
    // Given
    var slot = slot("");

    // When
    var attempt = store.begin(slot).await().atMost(Duration.ofSeconds(5));

    // Then
    assertThat(attempt).isInstanceOf(Attempt.First.class);
    assertThat(redis.key().ttl(slot.key())).isBetween(270L, 300L);
  }

  @Test
  void lateAnswerDoesNotReplaceTheClaimOfAnother() {
    // Given
    var slot = slot("");
    var late = claim(slot);
    redis.key().del(slot.key());
    var current = claim(slot);

    // When
    store
        .finish(
            late, new Outcome("print", 201, java.util.Optional.empty(), ""), Duration.ofHours(1))
        .await()
        .atMost(Duration.ofSeconds(5));

    // Then
    assertThat(redis.value(String.class).get(slot.key())).isEqualTo(current.marker());
  }

  @Test
  void lateReleaseDoesNotFreeTheClaimOfAnother() {
    // Given
    var slot = slot("");
    var late = claim(slot);
    redis.key().del(slot.key());
    var current = claim(slot);

    // When
    store.release(late).await().atMost(Duration.ofSeconds(5));

    // Then
    assertThat(redis.value(String.class).get(slot.key())).isEqualTo(current.marker());
  }

  private Claim claim(Slot slot) {
    var attempt = store.begin(slot).await().atMost(Duration.ofSeconds(5));
    return ((Attempt.First) attempt).claim();
  }

  private Slot slot(String path) {
    return Calls.slot(environments, path, key);
  }
}
