package dev.chatconnect.notice;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.chatconnect.environment.Environments;
import dev.chatconnect.integration.Integration;
import dev.chatconnect.provider.Credentials;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.connect.Journeys.unique;
import static java.time.Instant.EPOCH;
import static java.util.Optional.empty;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Which deliveries of an event have effects. */
@QuarkusTest
class NoticeLedgerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ANOTHERS = "working:another";

  @Inject NoticeLedger ledger;
  @Inject Environments environments;
  @Inject RedisDataSource redis;

  private final String event = unique("Ev");
  private final AtomicInteger effects = new AtomicInteger();
  private Recipient recipient;

  @BeforeEach
  void makeRecipient() {
    recipient = recipient(unique("integration"));
  }

  @Test
  void manyDeliveriesAtOnceHaveOneEffect() {
    // Given
    var deliveries = IntStream.range(0, 20).mapToObj(i -> once(recipient, slowly())).toList();

    // When
    var outcomes = Uni.join().all(deliveries).andFailFast().await().atMost(PATIENCE);

    // Then
    assertThat(effects).hasValue(1);
    assertThat(outcomes).hasSize(20).containsOnlyOnce(true);
  }

  @Test
  void eachIntegrationHasItsOwnEffect() {
    // Given
    once(recipient, slowly()).await().atMost(PATIENCE);

    // When
    var outcome = once(recipient(unique("integration")), slowly()).await().atMost(PATIENCE);

    // Then
    assertThat(outcome).isTrue();
    assertThat(effects).hasValue(2);
  }

  @Test
  void whatFailedIsDoneWhenItIsDeliveredAgain() {
    // Given
    var failing = once(recipient, Uni.createFrom().failure(new IllegalStateException("away")));
    var failure = catchThrowable(() -> failing.await().atMost(PATIENCE));

    // When
    var outcome = once(recipient, slowly()).await().atMost(PATIENCE);

    // Then
    assertThat(failure).hasMessage("away");
    assertThat(outcome).isTrue();
    assertThat(effects).hasValue(1);
  }

  @Test
  void aWorkerThatFailsAfterItsClaimRanOutLeavesAnothersAlone() {
    // Given
    var late = once(recipient, loseTheClaim().chain(() -> failure("too late")));

    // When
    var failure = catchThrowable(() -> late.await().atMost(PATIENCE));

    // Then
    assertThat(failure).hasMessage("too late");
    assertThat(kept()).isEqualTo(ANOTHERS);
  }

  @Test
  void aWorkerThatEndsAfterItsClaimRanOutDoesNotSayThatAnotherHasEnded() {
    // Given
    var late = once(recipient, loseTheClaim());

    // When
    var outcome = late.await().atMost(PATIENCE);

    // Then
    assertThat(outcome).isTrue();
    assertThat(kept()).isEqualTo(ANOTHERS);
  }

  @Test
  void aWorkerThatEndsInTimeSaysSo() {
    // Given
    var work = once(recipient, slowly());

    // When
    work.await().atMost(PATIENCE);

    // Then
    assertThat(kept()).isEqualTo("done");
  }

  /** As when it took longer than a claim lasts, and another worker has taken it up. */
  private Uni<Void> loseTheClaim() {
    return Uni.createFrom()
        .item(
            () -> {
              redis.value(String.class).set(NoticeLedger.key(recipient, event), ANOTHERS);
              return null;
            })
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .replaceWithVoid();
  }

  private String kept() {
    return redis.value(String.class).get(NoticeLedger.key(recipient, event));
  }

  private static Uni<Void> failure(String message) {
    return Uni.createFrom().failure(new IllegalStateException(message));
  }

  private Uni<Boolean> once(Recipient to, Uni<Void> work) {
    return ledger.once(to, event, () -> work);
  }

  private Uni<Void> slowly() {
    return Uni.createFrom()
        .item(effects::incrementAndGet)
        .onItem()
        .delayIt()
        .by(Duration.ofMillis(150))
        .replaceWithVoid();
  }

  private Recipient recipient(String id) {
    var integration =
        new Integration(
            id,
            id,
            id,
            "slack",
            empty(),
            "delivery",
            Credentials.NONE,
            empty(),
            empty(),
            true,
            false,
            0,
            EPOCH,
            EPOCH);
    return new Recipient(List.copyOf(environments.all()).get(0), integration);
  }
}
