package dev.chatconnect.keyring;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.chatconnect.crypto.KeyRing;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.redis.RecordJson;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.Transactions;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Replicas with different rings on the same data. */
@QuarkusTest
@TestProfile(TwoKeys.class)
class KeyRegisterTest {

  private static final String K1 = "k1:" + TwoKeys.key(11);
  private static final String K2 = "k2:" + TwoKeys.key(12);
  private static final String OTHER_K1 = "k1:" + TwoKeys.key(13);

  @Inject RedisGateway redis;
  @Inject Transactions transactions;
  @Inject RecordJson json;

  private final Environment environment =
      new Environment("acme", UUID.randomUUID().toString(), "o", "a", List.of(), Optional.empty());

  @Test
  void replicasInTheMiddleOfARotationGetAlong() {
    // Given
    enter(K1);
    enter(K1, K2);

    // When
    enter(K2, K1);

    // Then
    assertThatCode(() -> enter(K1, K2)).doesNotThrowAnyException();
    assertThatCode(() -> enter(K2, K1)).doesNotThrowAnyException();
  }

  @Test
  void aKeyThatDataMayBeUnderIsMissed() {
    // Given
    enter(K1);
    enter(K2, K1);

    // When / Then
    assertThatThrownBy(() -> enter(K2))
        .isInstanceOf(WrongKeysException.class)
        .hasMessageContaining("environment \"acme\" is encrypted with key \"k1\"");
    assertThatThrownBy(() -> enter(K1)).isInstanceOf(WrongKeysException.class);
  }

  @Test
  void anotherKeyOfTheSameNameIsRefused() {
    // Given
    enter(K1);

    // When / Then
    assertThatThrownBy(() -> enter(OTHER_K1))
        .isInstanceOf(WrongKeysException.class)
        .hasMessageContaining("is not the key \"k1\"")
        .hasMessageNotContaining(OTHER_K1.substring(3));
    assertThatThrownBy(() -> enter(K2, OTHER_K1)).isInstanceOf(WrongKeysException.class);
  }

  @Test
  void aRetiredKeyIsNotMissed() {
    // Given
    enter(K1);
    enter(K2, K1);

    // When
    register(K2, K1).retireOthers(environment).await().atMost(Duration.ofSeconds(10));

    // Then
    assertThatCode(() -> enter(K2)).doesNotThrowAnyException();
  }

  @Test
  void aReplicaThatStillEncryptsWithARetiredKeyEntersItAgain() {
    // Given
    enter(K1);
    register(K2, K1).retireOthers(environment).await().atMost(Duration.ofSeconds(10));

    // When
    enter(K1, K2);

    // Then
    assertThatThrownBy(() -> enter(K2)).isInstanceOf(WrongKeysException.class);
  }

  private void enter(String... keys) {
    register(keys).enter(environment).await().atMost(Duration.ofSeconds(10));
  }

  private KeyRegister register(String... keys) {
    return new KeyRegister(redis, transactions, json, KeyRing.parse(List.of(keys)));
  }
}
