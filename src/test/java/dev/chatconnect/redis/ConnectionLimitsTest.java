package dev.chatconnect.redis;

import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.redis.client.RedisOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

class ConnectionLimitsTest {

  @ParameterizedTest
  @ValueSource(strings = {"500ms", "2s", "30s"})
  void aConnectionThatNobodyUsesLeavesThePoolBeforeItsSilenceEndsIt(String operationTimeout) {
    // Given
    var options = new RedisOptions();

    // When
    new ConnectionLimits(settings(operationTimeout)).customize("default", options);

    // Then
    var tcp = options.getNetClientOptions();
    assertThat(tcp.getIdleTimeoutUnit()).isEqualTo(MILLISECONDS);
    assertThat(options.getPoolRecycleTimeout()).isPositive();
    assertThat(options.getPoolCleanerInterval()).isPositive();
    assertThat(options.getPoolRecycleTimeout() + options.getPoolCleanerInterval())
        .isLessThan(tcp.getIdleTimeout() * 2 / 3);
  }

  private static RedisSettings settings(String operationTimeout) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(RedisSettings.class)
        .withSources(
            new PropertiesConfigSource(
                Map.of("chat-connect.redis.operation-timeout", operationTimeout), "test", 1))
        .build()
        .getConfigMapping(RedisSettings.class);
  }
}
