package dev.chatconnect.connectpage;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConnectLinkSettingsTest {

  @ParameterizedTest
  @CsvSource({
    "PT0S, PT24H, PT30M",
    "PT0.5S, PT24H, PT30M",
    "PT15M, PT14M, PT30M",
    "PT15M, PT24H, PT0S",
    "PT15M, PT24H, PT24H1S",
  })
  void livesThatMakeNoSenseDoNotStart(Duration defaultTtl, Duration maxTtl, Duration sessionTtl) {
    // Given
    var settings = settings(defaultTtl, maxTtl, sessionTtl);

    // When / Then
    assertThatThrownBy(() -> ConnectLinks.requireSense(settings))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("chat-connect.connect-links");
  }

  @ParameterizedTest
  @CsvSource({"PT1S, PT1S, PT1S", "PT15M, PT24H, PT30M", "PT24H, P7D, PT24H"})
  void othersDo(Duration defaultTtl, Duration maxTtl, Duration sessionTtl) {
    // Given
    var settings = settings(defaultTtl, maxTtl, sessionTtl);

    // When / Then
    assertThatCode(() -> ConnectLinks.requireSense(settings)).doesNotThrowAnyException();
  }

  private static ConnectLinkSettings settings(
      Duration defaultTtl, Duration maxTtl, Duration sessionTtl) {
    return new ConnectLinkSettings() {
      @Override
      public Duration defaultTtl() {
        return defaultTtl;
      }

      @Override
      public Duration maxTtl() {
        return maxTtl;
      }

      @Override
      public Duration sessionTtl() {
        return sessionTtl;
      }

      @Override
      public int maxLive() {
        return 1;
      }
    };
  }
}
