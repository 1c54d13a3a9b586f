package dev.chatconnect.metrics;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.chatconnect.metrics.Metrics.Scale;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FamilyTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Metrics metrics = new Metrics(registry);

  @Test
  void theSameLabelsAreTheSameMeter() {
    // Given
    var family = metrics.counters("things", "Things", "kind", "outcome");
    family.with("a", "good").increment();

    // When
    family.with("a", "good").increment();

    // Then
    assertThat(registry.getMeters()).hasSize(1);
    assertThat(registry.get("things").tags("kind", "a", "outcome", "good").counter().count())
        .isEqualTo(2);
  }

  @Test
  void aLabelThatGetsTooManyValuesCostsNoMoreMemory() {
    // Given
    var family = metrics.counters("things", "Things", "kind");

    // When
    IntStream.range(0, 3 * Family.MOST).forEach(i -> family.with("kind-" + i).increment());

    // Then
    assertThat(registry.getMeters()).hasSize(Family.MOST + 1);
    assertThat(registry.get("things").tag("kind", "kind-0").counter().count()).isEqualTo(1);
    assertThat(registry.get("things").tag("kind", Family.OTHER).counter().count())
        .isEqualTo(2 * Family.MOST);
  }

  @Test
  void aTimerHasTheBucketsOfItsScale() {
    // When
    metrics.timers("calls", "Calls", Scale.CALL, "to").with("x").record(Duration.ofMillis(300));

    // Then
    var buckets = registry.get("calls").timer().takeSnapshot().histogramCounts();
    assertThat(buckets).hasSize(9);
    assertThat(buckets)
        .filteredOn(bucket -> bucket.count() > 0)
        .extracting(bucket -> bucket.bucket(TimeUnit.MILLISECONDS))
        .containsExactly(400.0, 800.0, 1500.0, 3000.0, 5000.0, 10_000.0);
  }
}
