package dev.chatconnect.connect;

import java.time.Clock;

import dev.chatconnect.metrics.LoadShed;
import dev.chatconnect.metrics.Metrics;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.Providers;
import dev.chatconnect.web.ErrorCode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is counted of journeys, from the first moment on. */
class JourneyMetersTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Metrics metrics = new Metrics(registry);
  private final JourneyMeters meters =
      new JourneyMeters(
          metrics, new LoadShed(metrics), Providers.of(new LinkingProvider()), Clock.systemUTC());

  @ParameterizedTest
  @EnumSource(ConnectMode.class)
  void whatNeverHappenedShowsAsZero(ConnectMode mode) {
    // When
    var started = count("chat.connect.journeys.started", "mode", mode.wire());
    var finished = count("chat.connect.journeys.finished", "mode", mode.wire());

    // Then
    assertThat(started).isZero();
    assertThat(finished).isZero();
    assertThat(
            registry
                .get("chat.connect.journey.duration")
                .tag("provider", LinkingProvider.ID)
                .timer()
                .count())
        .isZero();
  }

  @Test
  void aFailureWithoutAJourneyIsOneOfAnUnknownProvider() {
    // Given
    var reason = ErrorCode.JOURNEY_UNKNOWN.slug();
    assertThat(count("chat.connect.journeys.failed", "reason", reason)).isZero();

    // When
    meters.failed(JourneyFailures.unknown());

    // Then
    assertThat(count("chat.connect.journeys.failed", "reason", reason)).isEqualTo(1);
    assertThat(count("chat.connect.journeys.failed", "provider", "unknown")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorCode.class,
      names = {"CALLBACKS_TOO_MANY", "JOURNEYS_TOO_MANY", "OWN_JOURNEYS_TOO_MANY"})
  void whatIsTurnedAwayIsCountedByItsReason(ErrorCode code) {
    // Given
    assertThat(count("chat.connect.load.shed", "reason", code.slug())).isZero();

    // When
    meters.shed(code);

    // Then
    assertThat(count("chat.connect.load.shed", "reason", code.slug())).isEqualTo(1);
  }

  private double count(String name, String label, String value) {
    return registry.get(name).tag(label, value).counter().count();
  }
}
