package dev.chatconnect.idempotency;

import java.net.URI;
import java.time.Duration;

import io.quarkus.runtime.configuration.MemorySize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetentionTest {

  @ParameterizedTest
  @CsvSource({
    "/v1/integrations/channel-connections/oauth, PT5M",
    "/v1/integrations/chat/oauth, PT5M",
    "/v1/integrations/channel-endpoints/link, PT5M",
    "/v1/connect-links, PT5M",
    "/v1/integrations/channel-connections/oauth/x/confirm, PT5M",
    "/v1/channel-connections/x/token, PT1M",
    "/v1/channel-connections, PT24H",
    "/v1/channel-connections/x, PT24H",
    "/v1/channel-connections/x/token/rotate, PT24H",
    "/v1/channel-connections/x/verify, PT24H",
    "/v1/channel-connections/oauth-thing, PT24H",
  })
  void anAnswerIsKeptAsLongAsItIsGood(String path, Duration life) {
    // Given
    var retention = new Retention(settings(Duration.ofHours(24)), Duration.ofMinutes(5), false);

    // When / Then
    assertThat(retention.of(path)).isEqualTo(life);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/integrations/channel-connections/oauth, PT5M",
    "/v1/connect-links, PT5M",
    "/v1/channel-connections/x/token, PT1M",
    "/v1/channel-connections, PT1M",
    "/v1/channel-connections/x, PT1M",
    "/v1/channel-connections/x/token/rotate, PT1M",
    "/v1/channel-connections/x/verify, PT1M",
    "/v1/channel-endpoints, PT24H",
    "/v1/integrations, PT24H",
  })
  void whereTokensAreRevealedEveryAnswerAboutAConnectionIsKeptLikeAToken(
      String path, Duration life) {
    // Given
    var retention = new Retention(settings(Duration.ofHours(24)), Duration.ofMinutes(5), true);

    // When / Then
    assertThat(retention.of(path)).isEqualTo(life);
  }

  @Test
  void butNoLongerThanTheOperatorWants() {
    // Given
    var retention = new Retention(settings(Duration.ofSeconds(30)), Duration.ofMinutes(5), true);

    // When / Then
    assertThat(retention.of("/v1/connect-links")).isEqualTo(Duration.ofSeconds(30));
    assertThat(retention.of("/x/token")).isEqualTo(Duration.ofSeconds(30));
    assertThat(retention.of("/v1/channel-connections")).isEqualTo(Duration.ofSeconds(30));
  }

  private static IdempotencySettings settings(Duration retention) {
    return new IdempotencySettings() {
      @Override
      public boolean enabled() {
        return true;
      }

      @Override
      public Duration inProgressTimeout() {
        return Duration.ofMinutes(5);
      }

      @Override
      public Duration retention() {
        return retention;
      }

      @Override
      public Duration tokenRetention() {
        return Duration.ofMinutes(1);
      }

      @Override
      public MemorySize maxStoredBody() {
        throw new UnsupportedOperationException();
      }

      @Override
      public URI documentationUrl() {
        throw new UnsupportedOperationException();
      }
    };
  }
}
