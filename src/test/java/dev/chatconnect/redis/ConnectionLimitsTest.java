package dev.chatconnect.redis;

import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.RedisOptions;
import org.junit.jupiter.api.Test;
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

  @ParameterizedTest
  @ValueSource(ints = {1, 10})
  void thatHoldsForALimitOfTheOperatorsToo(int seconds) {
    // Given
    var options =
        new RedisOptions().setNetClientOptions(new NetClientOptions().setIdleTimeout(seconds));

    // When
    new ConnectionLimits(settings("2s")).customize("default", options);

    // Then
    assertThat(options.getNetClientOptions().getIdleTimeout()).isEqualTo(seconds);
    assertThat(options.getPoolRecycleTimeout() + options.getPoolCleanerInterval())
        .isLessThan(seconds * 1000 * 2 / 3);
  }

  @Test
  void anOperatorsShorterTimesStay() {
    // Given
    var options = new RedisOptions().setPoolRecycleTimeout(300).setPoolCleanerInterval(100);

    // When
    new ConnectionLimits(settings("2s")).customize("default", options);

    // Then
    assertThat(options.getPoolRecycleTimeout()).isEqualTo(300);
    assertThat(options.getPoolCleanerInterval()).isEqualTo(100);
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
