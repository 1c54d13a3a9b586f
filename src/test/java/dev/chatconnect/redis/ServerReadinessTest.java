package dev.chatconnect.redis;

import java.util.List;

import dev.chatconnect.redis.Finding.Weight;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the health page says of a Redis that answers. */
class ServerReadinessTest {

  private static final Finding EVICTS = new Finding(Weight.UNFIT, "it drops", "do not let it");
  private static final Finding NO_DISK = new Finding(Weight.RISKY, "it forgets", "turn AOF on");

  @Test
  void oneThatMustNotBeUsedIsDownWithReasonAndAction() {
    // Given
    var report = new ServerCheck.Report(List.of("Redis 7"), List.of(EVICTS, NO_DISK));

    // When
    var answer = ServerReadiness.answer(report);

    // Then
    assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
    assertThat(answer.getData().orElseThrow())
        .containsEntry("reason", "it drops")
        .containsEntry("action", "do not let it")
        .containsEntry("findings", "it drops - do not let it; it forgets - turn AOF on");
  }

  @Test
  void oneThatIsOnlyRiskyIsUpAndSaysSo() {
    // Given
    var report = new ServerCheck.Report(List.of("Redis 7"), List.of(NO_DISK));

    // When
    var answer = ServerReadiness.answer(report);

    // Then
    assertThat(answer.getStatus()).isEqualTo(Status.UP);
    assertThat(answer.getData().orElseThrow())
        .containsEntry("findings", "it forgets - turn AOF on")
        .doesNotContainKeys("reason", "action");
  }
}
