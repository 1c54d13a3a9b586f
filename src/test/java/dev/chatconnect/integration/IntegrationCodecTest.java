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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IntegrationCodecTest {

  private static final IntegrationKeys KEYS = new IntegrationKeys(new RedisKeys("one"));
  private static final IntegrationKeys OTHER = new IntegrationKeys(new RedisKeys("other"));

  private final IntegrationCodec codec =
      new IntegrationCodec(
          Records.json(), Ciphers.with("k1:" + Base64.getEncoder().encodeToString(new byte[32])));

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
    codec.decode(KEYS, raw("former"));

    // When
    var changed = codec.decode(KEYS, raw("latest"));

    // Then
    assertThat(changed.credentials().text("secretKey")).contains("latest");
  }

  @Test
  void aRecordThatWasReadIsStillRefusedInAnotherEnvironment() {
    // Given
    var raw = raw("secret");
    codec.decode(KEYS, raw);

    // When / Then
    assertThatThrownBy(() -> codec.decode(OTHER, raw)).isInstanceOf(UndecipherableException.class);
  }

  private String raw(String secret) {
    var integration =
        new Integration(
            "0123456789abcdef01234567",
            "slack",
            "Slack",
            "slack",
            Optional.of("chat"),
            "delivery",
            new Credentials(Map.of("clientId", "1.2", "secretKey", secret)),
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
