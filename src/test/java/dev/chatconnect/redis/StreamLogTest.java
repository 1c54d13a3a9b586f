package dev.chatconnect.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.chatconnect.paging.Page;
import dev.chatconnect.paging.PageRequest;
import dev.chatconnect.redis.StreamQueue.Queue;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class StreamLogTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Map<String, String> ALL = Map.of();

  @Inject StreamLog streams;
  @Inject StreamQueue queues;
  @Inject RedisGateway redis;

  private final RedisKeys keys = new RedisKeys(UUID.randomUUID().toString());
  private final Queue queue = new Queue(keys, "main", Set.of("even", "odd"), Instant.EPOCH);

  @Test
  void pagesLeadThroughTheStreamAndBack() {
    // Given
    append(5);

    // When
    var first = page(ALL, request(2, Optional.empty(), Optional.empty()));
    var second = page(ALL, request(2, first.next(), Optional.empty()));
    var third = page(ALL, request(2, second.next(), Optional.empty()));
    var back = page(ALL, request(2, Optional.empty(), third.previous()));

    // Then
    assertThat(names(first)).containsExactly("4", "3");
    assertThat(names(second)).containsExactly("2", "1");
    assertThat(names(third)).containsExactly("0");
    assertThat(names(back)).containsExactly("2", "1");
    assertThat(first.previous()).isEmpty();
    assertThat(third.next()).isEmpty();
    assertThat(first.totalCount()).isEqualTo(5);
  }

  @Test
  void aFilterLeavesOutTheRest() {
    // Given
    append(7);

    // When
    var page = page(Map.of("type", "odd"), request(2, Optional.empty(), Optional.empty()));

    // Then
    assertThat(names(page)).containsExactly("5", "3");
    assertThat(page.totalCount()).isEqualTo(2);
    assertThat(page.totalCountCapped()).isTrue();
    assertThat(names(page(Map.of("type", "odd"), request(2, page.next(), Optional.empty()))))
        .containsExactly("1");
  }

  @Test
  void whatIsRareIsFoundFarBack() {
    // Given
    append(1, "rare");
    append(1700);

    // When
    var page = page(Map.of("type", "rare"), request(10, Optional.empty(), Optional.empty()));

    // Then
    assertThat(names(page)).containsExactly("0");
    assertThat(page.next()).isEmpty();
    assertThat(page.totalCount()).isEqualTo(1);
    assertThat(page.totalCountCapped()).isFalse();
  }

  @Test
  void aSearchThatTakesTooLongEndsWithACursorThatGoesOn() {
    // Given
    append(1, "rare");
    append(5100);

    // When
    var first = page(Map.of("type", "rare"), request(10, Optional.empty(), Optional.empty()));
    var second = page(Map.of("type", "rare"), request(10, first.next(), Optional.empty()));

    // Then
    assertThat(first.items()).isEmpty();
    assertThat(first.totalCountCapped()).isTrue();
    assertThat(names(second)).containsExactly("0");
    assertThat(second.next()).isEmpty();
  }

  @Test
  void aStreamThatIsNotThereIsEmpty() {
    // When
    var page = page(ALL, request(10, Optional.empty(), Optional.empty()));

    // Then
    assertThat(page).isEqualTo(Page.empty());
  }

  @Test
  void trimsNothingWhereNothingHappenedYet() {
    // When
    var trim = trim(1, 2, List.of("webhook:one"));

    // Then
    assertThat(trim).isEqualTo(new StreamLog.Trim(0, 0));
  }

  @Test
  void trimsToTheLengthThatIsKept() {
    // Given
    append(1300);

    // When
    var trim = trim(20, 5000, List.of());

    // Then
    assertThat(trim).isEqualTo(new StreamLog.Trim(1280, 0));
    assertThat(names(page(ALL, request(100, Optional.empty(), Optional.empty()))))
        .hasSize(20)
        .startsWith("1299");
  }

  @Test
  void nothingIsDroppedThatEveryGroupHasDealtWith() {
    // Given
    append(1200);
    var other = new Queue(keys, "other", Set.of(), Instant.EPOCH);
    queues.take(other, "one", 1, Duration.ofMinutes(1)).await().atMost(PATIENCE);
    queues.take(other, "one", 1, Duration.ofMinutes(1)).await().atMost(PATIENCE);

    // When
    var trim = trim(10, 100, List.of(other.group()));

    // Then
    assertThat(trim).isEqualTo(new StreamLog.Trim(1190, 0));
  }

  @Test
  void keepsWhatAGroupHasNotReadYet() {
    // Given
    append(5);
    settle(2);

    // When
    var trim = trim(1, 5000, List.of(queue.group()));

    // Then
    assertThat(trim).isEqualTo(new StreamLog.Trim(2, 0));
    assertThat(names(page(ALL, request(10, Optional.empty(), Optional.empty()))))
        .containsExactly("4", "3", "2");
  }

  @Test
  void keepsWhatAGroupHasNotSettledYet() {
    // Given
    append(5);
    queues.take(queue, "one", 1, Duration.ofMinutes(1)).await().atMost(PATIENCE);
    settle(4);

    // When
    var trim = trim(1, 5000, List.of(queue.group()));

    // Then
    assertThat(trim).isEqualTo(new StreamLog.Trim(0, 0));
  }

  @Test
  void doesNotWaitForGroupsThatDoNotMatter() {
    // Given
    append(5);
    settle(2);

    // When
    var trim = trim(1, 5000, List.of("webhook:another"));

    // Then
    assertThat(trim).isEqualTo(new StreamLog.Trim(4, 0));
  }

  @Test
  void dropsTheOldestWhenTheBacklogIsTooLongAndSaysSo() {
    // Given
    append(10);
    settle(2);

    // When
    var trim = trim(1, 5, List.of(queue.group()));

    // Then
    assertThat(trim).isEqualTo(new StreamLog.Trim(2, 3));
    assertThat(names(page(ALL, request(10, Optional.empty(), Optional.empty()))))
        .containsExactly("9", "8", "7", "6", "5");
  }

  @Test
  void onlyWhatAGroupHadNotSettledCountsAsDropped() {
    // Given
    append(1300);
    queues.take(queue, "one", 1, Duration.ofMinutes(1)).await().atMost(PATIENCE);
    settle(600);
    settle(600);

    // When
    var trim = trim(1, 3, List.of(queue.group()));

    // Then
    assertThat(trim).isEqualTo(new StreamLog.Trim(1200, 97));
    assertThat(names(page(ALL, request(10, Optional.empty(), Optional.empty()))))
        .containsExactly("1299", "1298", "1297");
  }

  private void append(int count) {
    append(count, "even", "odd");
  }

  /** Appends entries of these types in turn. */
  private void append(int count, String... types) {
    Multi.createFrom()
        .range(0, count)
        .onItem()
        .transformToUniAndConcatenate(
            i ->
                redis.commit(
                    new Commit(keys)
                        .append(
                            keys.events(),
                            Map.of("type", types[i % types.length], "name", Integer.toString(i)))))
        .collect()
        .last()
        .await()
        .atMost(PATIENCE);
  }

  private void settle(int count) {
    queues
        .take(queue, "one", count, Duration.ofMinutes(1))
        .await()
        .atMost(PATIENCE)
        .items()
        .forEach(item -> queues.done(queue, item.entry()).await().atMost(PATIENCE));
  }

  private StreamLog.Trim trim(long keep, long most, List<String> groups) {
    return streams.trim(keys.events(), keep, most, groups).await().atMost(PATIENCE);
  }

  private Page<StreamEntry> page(Map<String, String> filter, PageRequest request) {
    return streams.page(keys.events(), filter, request).await().atMost(PATIENCE);
  }

  private static PageRequest request(int limit, Optional<String> after, Optional<String> before) {
    return new PageRequest(limit, after, before, false, false, true);
  }

  private static List<String> names(Page<StreamEntry> page) {
    return page.items().stream().map(entry -> entry.field("name").orElseThrow()).toList();
  }
}
