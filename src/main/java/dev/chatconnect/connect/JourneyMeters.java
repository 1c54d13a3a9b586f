package dev.chatconnect.connect;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Singleton;

import dev.chatconnect.metrics.Family;
import dev.chatconnect.metrics.LoadShed;
import dev.chatconnect.metrics.Metrics;
import dev.chatconnect.metrics.Metrics.Scale;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.ProviderCatalog;
import dev.chatconnect.web.ErrorCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;

/** How many journeys start and how they end; the lines of {@link JourneyLog} have the details. */
@Singleton
class JourneyMeters {

  /** Of a journey without a valid state nothing is known. */
  private static final String UNKNOWN = "unknown";

  private static final String PROVIDER = "provider";
  private static final String MODE = "mode";
  private static final String REASON = "reason";

  private final Family<Counter> started;
  private final Family<Counter> finished;
  private final Family<Counter> failed;
  private final LoadShed shed;
  private final Family<Timer> durations;
  private final Clock clock;

  JourneyMeters(Metrics metrics, LoadShed shed, ProviderCatalog providers, Clock clock) {
    this.shed = shed;
    this.clock = clock;
    started =
        metrics.counters(
            "chat.connect.journeys.started", "Journeys whose URL was made", PROVIDER, MODE);
    finished =
        metrics.counters(
            "chat.connect.journeys.finished", "Journeys that were granted", PROVIDER, MODE);
    failed =
        metrics.counters(
            "chat.connect.journeys.failed",
            "Journeys that failed, by entry of the error catalogue",
            PROVIDER,
            REASON);
    durations =
        metrics.timers(
            "chat.connect.journey.duration",
            "From the URL to the grant, the person's part included",
            Scale.JOURNEY,
            PROVIDER);
    providers.descriptors().forEach(provider -> prepare(provider.id()));
    List.of(
            ErrorCode.CALLBACKS_TOO_MANY,
            ErrorCode.JOURNEYS_TOO_MANY,
            ErrorCode.OWN_JOURNEYS_TOO_MANY)
        .forEach(code -> shed.because(code.slug()));
    failed.with(UNKNOWN, ErrorCode.JOURNEY_UNKNOWN.slug());
  }

  /** What never happened shows as zero, so that the first time is a rise. */
  private void prepare(String provider) {
    for (var mode : ConnectMode.values()) {
      started.with(provider, mode.wire());
      finished.with(provider, mode.wire());
    }
    durations.with(provider);
  }

  void started(AuthorizationState journey) {
    started.with(journey.providerId(), journey.mode().wire()).increment();
  }

  void finished(AuthorizationState journey) {
    finished.with(journey.providerId(), journey.mode().wire()).increment();
    durations
        .with(journey.providerId())
        .record(Duration.between(journey.createdAt(), clock.instant()));
  }

  void failed(JourneyOutcome.Failure failure) {
    var code = failure.failure().code();
    failed
        .with(failure.journey().map(AuthorizationState::providerId).orElse(UNKNOWN), code.slug())
        .increment();
  }

  /** Something was not begun. */
  void shed(ErrorCode answer) {
    shed.because(answer.slug()).increment();
  }
}
