package dev.chatconnect.connection;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import jakarta.inject.Inject;

import dev.chatconnect.redis.RedisKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** One renewal of a connection at a time. */
@QuarkusTest
class RenewalLockTest {

  private static final Duration SOON = Duration.ofSeconds(5);

  @Inject RenewalLock lock;

  private final String connection = "connection-" + UUID.randomUUID();

  @Test
  void whileOneHoldsTheLockNobodyElseGetsIt() {
    // Given
    var renewal = new CompletableFuture<String>();
    var holder =
        holding(() -> Uni.createFrom().completionStage(renewal)).subscribeAsCompletionStage();
    assertThat(awaitBusy()).isEmpty();

    // When
    renewal.complete("renewed");

    // Then
    assertThat(holder).succeedsWithin(SOON).isEqualTo(Optional.of("renewed"));
    assertThat(await(() -> Uni.createFrom().item("next"))).contains("next");
  }

  @Test
  void workThatThrowsAtOnceLetsTheLockGo() {
    // When
    Supplier<Uni<String>> throwing =
        () -> {
          throw new IllegalStateException("at once");
        };

    // Then
    assertThatThrownBy(() -> await(throwing)).hasMessage("at once");
    assertThat(await(() -> Uni.createFrom().item("next"))).contains("next");
  }

  @Test
  void workThatFailsLetsTheLockGo() {
    // When
    Supplier<Uni<String>> failing =
        () -> Uni.createFrom().failure(new IllegalStateException("later"));

    // Then
    assertThatThrownBy(() -> await(failing)).hasMessage("later");
    assertThat(await(() -> Uni.createFrom().item("next"))).contains("next");
  }

  /** Until the lock is held, whoever asks gets it. */
  private Optional<String> awaitBusy() {
    return org.awaitility.Awaitility.await()
        .until(() -> await(() -> Uni.createFrom().item("free")), Optional::isEmpty);
  }

  private Optional<String> await(Supplier<Uni<String>> work) {
    return holding(work).await().atMost(SOON);
  }

  private Uni<Optional<String>> holding(Supplier<Uni<String>> work) {
    return lock.holding(new RedisKeys("environment-of-locks"), connection, work);
  }
}
