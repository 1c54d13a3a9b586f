package dev.chatconnect.keyring;

import java.time.Duration;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.chatconnect.LogCapture;
import dev.chatconnect.crypto.KeyRing;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.environment.Tenants;
import dev.chatconnect.metrics.Metrics;
import dev.chatconnect.redis.RedisKeys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the watch over the keys does about what it does not expect. */
@QuarkusTest
class KeyGuardTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Inject KeyRegister register;
  @Inject KeyRing ring;
  @Inject RedisDataSource redis;

  private final Environments environments = Tenants.of("guarded-" + UUID.randomUUID(), "a-key");

  @Test
  void keysThatFitAreNoNews() {
    // When
    var log = watch(guard());

    // Then
    assertThat(log).doesNotContain("event=encryption_keys");
  }

  @Test
  void aRegisterThatCannotBeReadIsLoggedAndKeepsTheServiceFromServing() {
    // Given
    var keys = new RedisKeys(environments.all().get(0).id());
    redis.value(String.class).set(keys.record("encryption", "keys"), "{");
    var guard = guard();

    // When
    var log = watch(guard);

    // Then
    assertThat(log).contains("event=encryption_keys_not_compared cause=UnreadableRecordException");
    assertThat(guard.objection()).isPresent();
  }

  @Test
  void theLineAboutWrongKeysCanBeTakenApart() {
    // Given
    var keys = new RedisKeys(environments.all().get(0).id());
    var guard = guard();
    watch(guard);
    redis
        .value(String.class)
        .set(keys.record("encryption", "keys"), "{\"fingerprints\":{\"gone\":\"f\"}}");

    // When
    var log = watch(guard);

    // Then
    assertThat(log)
        .containsPattern(
            "event=encryption_keys_wrong cause=\"Data of environment '[^\"]*key 'gone'[^\"]*\"\\s*$");
  }

  private KeyGuard guard() {
    return new KeyGuard(environments, register, ring, new Metrics(new SimpleMeterRegistry()));
  }

  private static String watch(KeyGuard guard) {
    try (var capture = LogCapture.start()) {
      guard.watch().await().atMost(PATIENCE);
      return String.join("\n", capture.lines());
    }
  }
}
