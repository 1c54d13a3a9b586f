package dev.chatconnect.redis;

import java.time.Duration;
import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PatienceTest {

  @ParameterizedTest
  @CsvSource({"2s, 1s, 2000", "2s, 5s, 5500", "500ms, 1s, 1500", "2s, 2s, 2500"})
  void aWriteThatReplicasConfirmIsWaitedForUntilRedisTells(
      String operation, String confirmation, long millis) {
    // Given
    var settings = settings(operation, confirmation);

    // When
    var patience = Patience.of(settings);

    // Then
    assertThat(patience.single()).isEqualTo(settings.operationTimeout());
    assertThat(patience.confirmed()).isEqualTo(Duration.ofMillis(millis));
  }

  private static RedisSettings settings(String operation, String confirmation) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(RedisSettings.class)
        .withSources(
            new PropertiesConfigSource(
                Map.of(
                    "chat-connect.redis.operation-timeout",
                    operation,
                    "chat-connect.redis.wait-timeout",
                    confirmation),
                "test",
                1))
        .build()
        .getConfigMapping(RedisSettings.class);
  }
}
