package dev.chatconnect.integration;

import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

import dev.chatconnect.crypto.Ciphers;
import dev.chatconnect.crypto.UndecipherableException;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.redis.Records;
import dev.chatconnect.redis.RedisKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IntegrationCodecTest {

  private static final String ID = "0123456789abcdef01234567";
  private static final IntegrationKeys KEYS = new IntegrationKeys(new RedisKeys("one"));
  private static final IntegrationKeys OTHER = new IntegrationKeys(new RedisKeys("other"));

  private final IntegrationMemory memory = new IntegrationMemory();
  private final IntegrationCodec codec =
      new IntegrationCodec(
          Records.json(),
          Ciphers.with("k1:" + Base64.getEncoder().encodeToString(new byte[32])),
          memory);

  @Test
  void aRecordThatIsReadAgainIsTheSame() {
    // Given
    var raw = raw("secret");
    var first = codec.decode(KEYS, raw);

    // When
    var again = codec.decode(KEYS, raw);

    // Then
    assertThat(again).isEqualTo(first);
    assertThat(again.credentials().text("secretKey")).contains("secret");
  }

  @Test
  void aRecordThatChangedIsReadAnew() {
    // Given
    var former = raw("former");
    codec.decode(KEYS, former);

    // When
    var changed = codec.decode(KEYS, raw("latest"));

    // Then
    assertThat(changed.credentials().text("secretKey")).contains("latest");
    assertThat(memory.decoded(KEYS, former)).isEmpty();
  }

  @Test
  void aRecordThatWasReadIsStillRefusedInAnotherEnvironment() {
    // Given
    var raw = raw("secret");
    codec.decode(KEYS, raw);

    // When / Then
    assertThatThrownBy(() -> codec.decode(OTHER, raw)).isInstanceOf(UndecipherableException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"accessKey", "authenticationTokenKey", "webhookUrl"})
  void aSecretThatWasStoredInClearIsReadAsItIs(String field) {
    // Given
    var raw = clear(field, "https://hooks.example.com/1");

    // When
    var integration = codec.decode(KEYS, raw);

    // Then
    assertThat(integration.credentials().text(field)).contains("https://hooks.example.com/1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"accessKey", "authenticationTokenKey", "webhookUrl"})
  void aRewrapEncryptsASecretThatWasStoredInClear(String field) {
    // Given
    var raw = clear(field, "https://hooks.example.com/1");

    // When
    var rewrapped = codec.rewrap(KEYS.record(ID), raw);

    // Then
    assertThat(rewrapped).doesNotContain("hooks.example.com").contains("\"" + field + "\":\"v1.");
    assertThat(codec.rewrap(KEYS.record(ID), rewrapped)).isEqualTo(rewrapped);
    assertThat(codec.decode(KEYS, rewrapped).credentials().text(field))
        .contains("https://hooks.example.com/1");
  }

  @Test
  void aClientSecretInClearIsRefused() {
    // Given
    var raw = clear("secretKey", "placed by somebody else");

    // When / Then
    assertThatThrownBy(() -> codec.decode(KEYS, raw)).isInstanceOf(UndecipherableException.class);
  }

  private String raw(String secret) {
    return raw(Map.of("clientId", "1.2", "secretKey", secret));
  }

  private String clear(String field, String text) {
    return raw(Map.of("clientId", "1.2"))
        .replace("\"credentials\":{", "\"credentials\":{\"%s\":\"%s\",".formatted(field, text));
  }

  private String raw(Map<String, Object> credentials) {
    var integration =
        new Integration(
            ID,
            "slack",
            "Slack",
            "slack",
            Optional.of("chat"),
            "delivery",
            new Credentials(credentials),
            Optional.empty(),
            Optional.empty(),
            true,
            false,
            0,
            Instant.EPOCH,
            Instant.EPOCH);
    return codec.encode(KEYS.record(integration.id()), integration);
  }
}
