package dev.chatconnect.provider;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
class ProviderGuardTest {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final CompletableFuture<String> slow = new CompletableFuture<>();
  private final CompletableFuture<Void> begun = new CompletableFuture<>();

  @Test
  void aCallWhoseCallerGaveUpKeepsItsPlaceUntilItEnds() {
    // Given
    var guard = new ProviderGuard(Outbound.STEADY.calls(1));
    giveUpOnASlowCall(guard);

    // When
    var next = quickCall(guard);

    // Then
    assertThatThrownBy(() -> next.await().atMost(PATIENCE)).isInstanceOf(BulkheadException.class);
  }

  @Test
  void itsPlaceIsFreeThen() {
    // Given
    var guard = new ProviderGuard(Outbound.STEADY.calls(1));
    giveUpOnASlowCall(guard);

    // When
    slow.complete("late");

    // Then
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(
            () -> assertThat(quickCall(guard).await().atMost(PATIENCE)).isEqualTo("quick"));
  }

  @Test
  void aCallThatNeverBeganLeavesItsPlace() {
    // Given
    var guard = new ProviderGuard(Outbound.STEADY.calls(1));
    var broken =
        guard.<String>call(
            () -> {
              throw new IllegalStateException("not begun");
            });
    assertThatThrownBy(() -> broken.await().atMost(PATIENCE)).hasMessage("not begun");

    // When
    var answer = quickCall(guard).await().atMost(PATIENCE);

    // Then
    assertThat(answer).isEqualTo("quick");
  }

  private void giveUpOnASlowCall(ProviderGuard guard) {
    var waiting =
        guard
            .call(
                () -> {
                  begun.complete(null);
                  return Uni.createFrom().completionStage(slow);
                })
            .subscribe()
            .asCompletionStage();
    begun.join();
    waiting.cancel(true);
  }

  private static Uni<String> quickCall(ProviderGuard guard) {
    return guard.call(() -> Uni.createFrom().item("quick"));
  }
}
