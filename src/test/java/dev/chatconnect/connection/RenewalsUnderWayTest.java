package dev.chatconnect.connection;

import java.time.Duration;

import dev.chatconnect.LogCapture;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a stop waits for. */
class RenewalsUnderWayTest {

  private final RenewalsUnderWay renewals = new RenewalsUnderWay();

  @Test
  void workThatThrewAtOnceIsNotWaitedFor() {
    // Given
    var failing =
        renewals.<String>during(
            () -> {
              throw new IllegalStateException("at once");
            });
    assertThatThrownBy(() -> failing.await().atMost(Duration.ofSeconds(5))).hasMessage("at once");
    try (var log = LogCapture.start()) {

      // When
      renewals.stop(new ShutdownEvent());

      // Then
      assertThat(renewals.isStopping()).isTrue();
      assertThat(log.lines()).noneMatch(line -> line.contains("renewals_cut_off"));
    }
  }

  @Test
  void workThatFailedIsNotWaitedFor() {
    // Given
    var failing =
        renewals.during(() -> Uni.createFrom().failure(new IllegalStateException("later")));
    assertThatThrownBy(() -> failing.await().atMost(Duration.ofSeconds(5))).hasMessage("later");
    try (var log = LogCapture.start()) {

      // When
      renewals.stop(new ShutdownEvent());

      // Then
      assertThat(log.lines()).noneMatch(line -> line.contains("renewals_cut_off"));
    }
  }
}
