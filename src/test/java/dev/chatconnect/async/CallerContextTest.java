package dev.chatconnect.async;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class CallerContextTest {

  private static final Duration SHORT = Duration.ofMillis(10);

  private final Vertx vertx = Vertx.vertx();
  private Context one;
  private Context other;

  @BeforeEach
  void makeContexts() {
    one = ((ContextInternal) vertx.getOrCreateContext()).duplicate();
    other = ((ContextInternal) vertx.getOrCreateContext()).duplicate();
  }

  @AfterEach
  void close() {
    vertx.close();
  }

  @Test
  void aPauseEndsOnTheContextThatItBeganOn() {
    // When
    var ended = endOn(one, () -> CallerContext.pause(SHORT));

    // Then
    assertThat(ended).isSameAs(one);
  }

  @Test
  void workThatTakesTooLongFailsOnTheContextOfItsCaller() {
    // When
    var ended =
        endOn(
            one,
            () ->
                CallerContext.limited(Uni.createFrom().nothing(), SHORT, TimeoutException::new)
                    .onFailure(TimeoutException.class)
                    .recoverWithItem("too late"));

    // Then
    assertThat(ended).isSameAs(one);
  }

  @Test
  void workThatTakesTooLongIsCancelled() {
    // Given
    var cancelled = new CompletableFuture<Boolean>();
    var work = Uni.createFrom().nothing().onCancellation().invoke(() -> cancelled.complete(true));

    // When
    ending(one, () -> CallerContext.limited(work, SHORT, TimeoutException::new));

    // Then
    assertThat(cancelled).succeedsWithin(Duration.ofSeconds(5));
  }

  @Test
  void workThatEndsInTimeElsewhereIsToldOnTheContextOfItsCaller() {
    // Given
    var result = new CompletableFuture<String>();
    var ending =
        ending(
            one,
            () ->
                CallerContext.limited(
                    Uni.createFrom().completionStage(result),
                    Duration.ofSeconds(5),
                    TimeoutException::new));

    // When
    result.complete("done");

    // Then
    assertThat(ended(ending)).isSameAs(one);
  }

  @Test
  void whoGivesUpBeforeTheLimitEndsTheWork() {
    // Given
    var cancelled = new CompletableFuture<Boolean>();
    var work = Uni.createFrom().nothing().onCancellation().invoke(() -> cancelled.complete(true));

    // When
    one.runOnContext(
        begun ->
            CallerContext.limited(work, Duration.ofMinutes(1), TimeoutException::new)
                .subscribe()
                .with(done -> {}, failure -> {})
                .cancel());

    // Then
    assertThat(cancelled).succeedsWithin(Duration.ofSeconds(5));
  }

  @Test
  void withoutAContextALimitHoldsToo() {
    // When
    var limited =
        CallerContext.limited(Uni.createFrom().nothing(), SHORT, TimeoutException::new)
            .onFailure(TimeoutException.class)
            .recoverWithItem("too late");

    // Then
    assertThat(limited.await().atMost(Duration.ofSeconds(5))).isEqualTo("too late");
  }

  @Test
  void whoeverWaitsForSharedWorkGetsItOnTheirOwnContext() {
    // Given
    var result = new CompletableFuture<String>();
    var shared = CallerContext.shared(Uni.createFrom().completionStage(result));
    var both = List.of(ending(one, () -> shared), ending(other, () -> shared));

    // When
    result.complete("done");

    // Then
    assertThat(both).extracting(CallerContextTest::ended).containsExactly(one, other);
  }

  @Test
  void workThatIsDoneAgainBeginsAndEndsOnTheContextOfItsCaller() {
    // Given
    var begunOn = new ConcurrentLinkedQueue<Optional<Context>>();
    var failures = new AtomicInteger(2);
    var work =
        Uni.createFrom()
            .item(
                () -> {
                  begunOn.add(Optional.ofNullable(Vertx.currentContext()));
                  if (failures.getAndDecrement() > 0) {
                    throw new IllegalStateException("passes");
                  }
                  return "done";
                });

    // When
    var ended = endOn(one, () -> CallerContext.retried(work, any -> true, SHORT, SHORT, 5));

    // Then
    assertThat(ended).isSameAs(one);
    assertThat(begunOn).hasSize(3).containsOnly(Optional.of(one));
  }

  @Test
  void workThatKeepsFailingFailsOnTheContextOfItsCaller() {
    // Given
    var begun = new AtomicInteger();
    var work =
        Uni.createFrom()
            .failure(
                () -> {
                  begun.incrementAndGet();
                  return new IllegalStateException("stays");
                });

    // When
    var ended =
        endOn(
            one,
            () ->
                CallerContext.retried(work, any -> true, SHORT, SHORT, 2)
                    .onFailure()
                    .recoverWithItem("given up"));

    // Then
    assertThat(ended).isSameAs(one);
    assertThat(begun).hasValue(3);
  }

  @Test
  void whatCannotPassIsNotDoneAgain() {
    // Given
    var begun = new AtomicInteger();
    var work =
        Uni.createFrom()
            .failure(
                () -> {
                  begun.incrementAndGet();
                  return new IllegalStateException("stays");
                });

    // When
    var failing = CallerContext.retried(work, any -> false, SHORT, SHORT, 2);

    // Then
    assertThatThrownBy(() -> failing.await().atMost(Duration.ofSeconds(5))).hasMessage("stays");
    assertThat(begun).hasValue(1);
  }

  @Test
  void aStepIsTakenAgainAndAgainOnTheContextOfTheCallerUntilTheWorkEnds() {
    // Given
    var steps = new ConcurrentLinkedQueue<Optional<Context>>();
    var result = new CompletableFuture<String>();
    var ending =
        ending(
            one,
            () ->
                CallerContext.every(
                    SHORT,
                    () -> {
                      steps.add(Optional.ofNullable(Vertx.currentContext()));
                      throw new IllegalStateException("changes nothing");
                    },
                    () -> Uni.createFrom().completionStage(result)));
    await().until(() -> steps.size() >= 3);

    // When
    result.complete("done");

    // Then
    assertThat(ending).succeedsWithin(Duration.ofSeconds(5));
    assertThat(steps).containsOnly(Optional.of(one));
    assertStopped(steps::size);
  }

  @Test
  void noStepIsTakenForWorkThatThrewAtOnce() {
    // Given
    var steps = new AtomicInteger();

    // When
    var failing =
        CallerContext.every(
            SHORT,
            () -> {
              steps.incrementAndGet();
              return Uni.createFrom().voidItem();
            },
            () -> {
              throw new IllegalStateException("at once");
            });

    // Then
    assertThatThrownBy(() -> failing.await().atMost(Duration.ofSeconds(5))).hasMessage("at once");
    assertStopped(steps::get);
  }

  /** One that was on its way may still be taken. */
  private static void assertStopped(IntSupplier steps) {
    var most = steps.getAsInt() + 1;
    await()
        .during(SHORT.multipliedBy(20))
        .atMost(Duration.ofSeconds(5))
        .until(() -> steps.getAsInt() <= most);
  }

  @Test
  void withoutAContextWorkEndsWhereItIs() {
    // When
    var ended = CallerContext.back(Uni.createFrom().item("done")).await().atMost(SHORT);

    // Then
    assertThat(ended).isEqualTo("done");
  }

  private static Context endOn(Context context, Supplier<Uni<?>> work) {
    return ended(ending(context, work));
  }

  private static CompletableFuture<Context> ending(Context context, Supplier<Uni<?>> work) {
    var ended = new CompletableFuture<Context>();
    context.runOnContext(
        begun ->
            work.get()
                .subscribe()
                .with(
                    done -> ended.complete(Vertx.currentContext()), ended::completeExceptionally));
    return ended;
  }

  private static Context ended(CompletableFuture<Context> ending) {
    return ending.orTimeout(5, TimeUnit.SECONDS).join();
  }
}
