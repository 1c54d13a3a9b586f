package dev.chatconnect.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import dev.chatconnect.redis.StreamQueue.Batch;
import dev.chatconnect.redis.StreamQueue.Item;
import dev.chatconnect.redis.StreamQueue.Queue;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
class StreamQueueTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration AT_ONCE = Duration.ZERO;

  @Inject StreamQueue queues;
  @Inject RedisGateway redis;
  @Inject ReactiveRedisDataSource commands;

  private final RedisKeys keys = new RedisKeys(UUID.randomUUID().toString());
  private final Queue queue = new Queue(keys, "main", Set.of("wanted"), Instant.EPOCH);

  @Test
  void whatOneConsumerTookNoOtherGets() {
    // Given
    append("wanted", 3);

    // When
    var first = take("one", 2, LEASE);
    var second = take("two", 10, LEASE);

    // Then
    assertThat(names(first)).containsExactly("0", "1");
    assertThat(names(second)).containsExactly("2");
  }

  @Test
  void manyConsumersShareTheWorkWithoutLossOrRepetition() {
    // Given
    append("wanted", 250);

    // When
    var taken =
        Multi.createFrom()
            .range(0, 60)
            .onItem()
            .transformToUniAndMerge(i -> queues.take(queue, "consumer-" + i % 2, 5, LEASE))
            .collect()
            .asList()
            .await()
            .atMost(PATIENCE);

    // Then
    assertThat(taken.stream().flatMap(StreamQueueTest::names))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 250).mapToObj(Integer::toString).toList());
  }

  @Test
  void whatIsNotWantedIsPassedOver() {
    // Given
    append("other", 150);
    append("wanted", 1);

    // When
    var taken = take("one", 10, LEASE);

    // Then
    assertThat(names(taken)).containsExactly("0");
    assertThat(pending()).isEqualTo(1);
  }

  @Test
  void whatIsDoneDoesNotComeBack() {
    // Given
    append("wanted", 1);
    var item = take("one", 1, AT_ONCE).items().get(0);

    // When
    queues.done(queue, item.entry()).await().atMost(PATIENCE);

    // Then
    assertThat(take("one", 1, LEASE).items()).isEmpty();
    assertThat(pending()).isZero();
    assertThat(traces()).isZero();
  }

  @Test
  void whatADeadConsumerHadIsTakenOverWithTheNextAttempt() {
    // Given
    append("wanted", 1);
    var first = take("dies", 1, Duration.ofMillis(100)).items().get(0);

    // When
    var second =
        await().atMost(PATIENCE).until(() -> take("lives", 1, LEASE), StreamQueueTest::hasOne);

    // Then
    assertThat(second.items().get(0).entry()).isEqualTo(first.entry());
    assertThat(List.of(first.attempt(), second.items().get(0).attempt())).containsExactly(1, 2);
  }

  @Test
  void whatSomebodyReadIntoThePendingListAndLeftIsTakenOver() {
    // Given
    take("one", 1, LEASE);
    append("wanted", 2);
    commands
        .execute("XREADGROUP", "GROUP", queue.group(), "stranger", "STREAMS", keys.events(), ">")
        .await()
        .atMost(PATIENCE);

    // When
    var taken =
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    queues
                        .take(queue, "one", 10, LEASE, Duration.ofMillis(50))
                        .await()
                        .atMost(PATIENCE),
                batch -> !batch.items().isEmpty());

    // Then
    assertThat(names(taken)).containsExactly("0", "1");
  }

  @Test
  void aRetryComesWhenItsTimeHasCome() {
    // Given
    append("wanted", 1);
    var item = take("one", 1, LEASE).items().get(0);
    queues.retry(queue, item.entry(), Duration.ofMillis(300)).await().atMost(PATIENCE);

    // When
    var tooEarly = take("one", 1, LEASE);
    var inTime =
        await().atMost(PATIENCE).until(() -> take("one", 1, LEASE), StreamQueueTest::hasOne);

    // Then
    assertThat(tooEarly.items()).isEmpty();
    assertThat(inTime.items().get(0).attempt()).isEqualTo(2);
  }

  @Test
  void whatIsPostponedWasNoAttempt() {
    // Given
    append("wanted", 1);
    var item = take("one", 1, LEASE).items().get(0);

    // When
    queues.postpone(queue, item.entry(), AT_ONCE).await().atMost(PATIENCE);

    // Then
    assertThat(take("two", 1, LEASE).items()).extracting(Item::attempt).containsExactly(1);
  }

  @Test
  void whatIsAbandonedLeavesANote() {
    // Given
    append("wanted", 1);
    var item = take("one", 1, LEASE).items().get(0);

    // When
    queues
        .abandon(queue, item.entry(), Map.of("type", "note", "name", "given up"))
        .await()
        .atMost(PATIENCE);

    // Then
    assertThat(take("one", 1, LEASE).items()).isEmpty();
    assertThat(traces()).isZero();
    assertThat(commands.execute("XLEN", keys.events()).await().atMost(PATIENCE).toInteger())
        .isEqualTo(2);
  }

  @Test
  void aLateConsumerDoesNotUndoWhatAnotherSettled() {
    // Given
    append("wanted", 1);
    var late = take("late", 1, AT_ONCE).items().get(0);
    var quick = take("quick", 1, LEASE).items().get(0);
    queues.done(queue, quick.entry()).await().atMost(PATIENCE);

    // When
    queues.retry(queue, late.entry(), AT_ONCE).await().atMost(PATIENCE);

    // Then
    assertThat(take("late", 1, LEASE).items()).isEmpty();
    assertThat(traces()).isZero();
  }

  @Test
  void whatWasTrimmedBeforeItWasSettledIsToldAsLost() {
    // Given
    append("wanted", 1);
    var item = take("one", 1, AT_ONCE).items().get(0);
    commands.execute("XTRIM", keys.events(), "MAXLEN", "0").await().atMost(PATIENCE);

    // When
    var batch = take("one", 1, LEASE);

    // Then
    assertThat(batch.items()).isEmpty();
    assertThat(batch.lost()).containsExactly(item.entry().id());
    assertThat(pending()).isZero();
  }

  @Test
  void aNewQueueStartsWhereItIsTold() {
    // Given
    append("wanted", 1);
    var later = new Queue(keys, "later", Set.of("wanted"), Instant.now().plusSeconds(60));

    // When
    var batch = queues.take(later, "one", 10, LEASE).await().atMost(PATIENCE);

    // Then
    assertThat(batch.items()).isEmpty();
  }

  private void append(String type, int count) {
    IntStream.range(0, count)
        .forEach(
            i ->
                redis
                    .commit(
                        new Commit(keys)
                            .append(
                                keys.events(), Map.of("type", type, "name", Integer.toString(i))))
                    .await()
                    .atMost(PATIENCE));
  }

  private Batch take(String consumer, int count, Duration lease) {
    return queues.take(queue, consumer, count, lease).await().atMost(PATIENCE);
  }

  private static boolean hasOne(Batch batch) {
    return batch.items().size() == 1;
  }

  private static Stream<String> names(Batch batch) {
    return batch.items().stream().map(item -> item.entry().field("name").orElseThrow());
  }

  private int pending() {
    return commands
        .execute("XPENDING", keys.events(), queue.group())
        .await()
        .atMost(PATIENCE)
        .get(0)
        .toInteger();
  }

  /** What the queue keeps besides the stream. */
  private int traces() {
    return commands
        .execute(
            "EXISTS",
            keys.lookup("webhook", "due", "main"),
            keys.lookup("webhook", "attempts", "main"))
        .await()
        .atMost(PATIENCE)
        .toInteger();
  }
}
