package dev.chatconnect.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.chatconnect.paging.Page;
import dev.chatconnect.paging.PageRequest;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class PagerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MEMBERS = 25;

  @Inject RedisGateway redis;
  @Inject Pager pager;
  @Inject RedisDataSource data;

  private final RedisKeys keys = new RedisKeys(UUID.randomUUID().toString());
  private final String all = keys.index("thing");
  private final String even = keys.index("thing", "parity", "even");
  private final List<String> oldestFirst =
      IntStream.range(0, MEMBERS).mapToObj(i -> "m" + i).toList();

  @BeforeEach
  void fill() {
    for (var i = 0; i < MEMBERS; i++) {
      var commit = new Commit(keys).index(all, "m" + i);
      if (i % 2 == 0) {
        commit.index(even, "m" + i);
      }
      redis.commit(commit).await().atMost(PATIENCE);
    }
  }

  @Test
  void walksForwardsThroughEveryMemberOnce() {
    // Given
    var newestFirst = new ArrayList<>(oldestFirst);
    Collections.reverse(newestFirst);

    // When
    var walked = walk(List.of(all), Optional.empty(), 4);

    // Then
    assertThat(walked).isEqualTo(newestFirst);
  }

  @Test
  void walksBackToTheFirstPage() {
    // Given
    var first = page(List.of(all), request(5, Optional.empty(), Optional.empty(), false));
    var second = page(List.of(all), request(5, first.next(), Optional.empty(), false));

    // When
    var back = page(List.of(all), request(5, Optional.empty(), second.previous(), false));

    // Then
    assertThat(back.items()).isEqualTo(first.items());
    assertThat(back.previous()).isEmpty();
    assertThat(back.next()).isPresent();
  }

  @Test
  void goesOldestFirstWhenAsked() {
    // Given
    var request = request(3, Optional.empty(), Optional.empty(), true);

    // When
    var page = page(List.of(all), request);

    // Then
    assertThat(page.items()).containsExactly("m0", "m1", "m2");
    assertThat(page.previous()).isEmpty();
  }

  @Test
  void intersectsSetsAndCountsTheMatches() {
    // Given
    var sets = List.of(all, even);

    // When
    var page = page(sets, request(100, Optional.empty(), Optional.empty(), true));

    // Then
    assertThat(page.items()).hasSize(13).allMatch(m -> Integer.parseInt(m.substring(1)) % 2 == 0);
    assertThat(page.totalCount()).isEqualTo(13);
    assertThat(page.totalCountCapped()).isFalse();
    assertThat(page.next()).isEmpty();
  }

  @Test
  void answersAnEmptyPageForASetThatDoesNotExist() {
    // Given
    var sets = List.of(all, keys.index("thing", "parity", "neither"));

    // When
    var page = page(sets, request(10, Optional.empty(), Optional.empty(), false));

    // Then
    assertThat(page).isEqualTo(Page.empty());
  }

  @Test
  void startsWithTheCursorsOwnItemWhenAsked() {
    // Given
    var first = page(List.of(all), request(2, Optional.empty(), Optional.empty(), true));
    var including = new PageRequest(2, first.next(), Optional.empty(), true, true, true);

    // When
    var page = page(List.of(all), including);

    // Then
    assertThat(page.items()).containsExactly("m1", "m2");
  }

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void tellsNothingBehindTheOutermostItemThatACursorIncludes(boolean ascending, boolean forwards) {
    // Given
    var sets = List.of(all, even);
    var outermost =
        page(sets, request(1, Optional.empty(), Optional.empty(), ascending == forwards));
    var cursor = outermost.next();
    var request =
        new PageRequest(
            2,
            cursor.filter(found -> forwards),
            cursor.filter(found -> !forwards),
            ascending,
            true,
            true);

    // When
    var page = page(sets, request);

    // Then
    assertThat(page.items()).hasSize(2).containsAll(outermost.items());
    assertThat(forwards ? page.previous() : page.next()).isEmpty();
    assertThat(forwards ? page.next() : page.previous()).isPresent();
  }

  @Test
  void tellsWhatIsBehindAnItemThatACursorIncludes() {
    // Given
    var sets = List.of(all, even);
    var first = page(sets, request(2, Optional.empty(), Optional.empty(), true));

    // When
    var page = page(sets, new PageRequest(2, first.next(), Optional.empty(), true, true, true));

    // Then
    assertThat(page.items()).containsExactly("m2", "m4");
    var before = page(sets, request(2, Optional.empty(), page.previous(), true));
    assertThat(before.items()).containsExactly("m0");
    assertThat(before.previous()).isEmpty();
  }

  @Test
  void bringsTheRecordsOfAPageAndTellsWhichAreMissing() {
    // Given
    redis
        .commit(
            new Commit(keys)
                .set(keys.record("thing", "m0"), "zero")
                .set(keys.record("thing", "m2"), "two"))
        .await()
        .atMost(PATIENCE);

    // When
    var page = found(List.of(all), request(3, Optional.empty(), Optional.empty(), true));

    // Then
    assertThat(page.items())
        .containsExactly(
            new Pager.Found("m0", Optional.of("zero")),
            new Pager.Found("m1", Optional.empty()),
            new Pager.Found("m2", Optional.of("two")));
  }

  @Test
  void countsTheMatchesOfLargeSetsInSteps() {
    // Given
    var sets = largeSetsThatShareFour();

    // When
    var page = page(sets, request(1, Optional.empty(), Optional.empty(), true));

    // Then
    assertThat(page.totalCount()).isEqualTo(4);
    assertThat(page.totalCountCapped()).isFalse();
  }

  @Test
  void countsNothingWhereNobodyReadsTheTotal() {
    // Given
    var sets = largeSetsThatShareFour();
    var request = request(1, Optional.empty(), Optional.empty(), true).uncounted();

    // When
    var page = page(sets, request);

    // Then
    assertThat(page.items()).containsExactly("both3000");
    assertThat(page.totalCount()).isZero();
    assertThat(page.totalCountCapped()).isTrue();
  }

  @Test
  void findsRareMatchesOverPagesThatMayBeShort() {
    // Given
    var sets = largeSetsThatShareFour();

    // When
    var pages = pages(sets, 3);

    // Then
    assertThat(pages).hasSizeGreaterThan(2);
    assertThat(pages.stream().flatMap(page -> page.items().stream()))
        .containsExactly("both12000", "both9000", "both6000", "both3000");
  }

  /** Too large to be walked at once. */
  private List<String> largeSetsThatShareFour() {
    var one = new HashMap<String, Double>();
    var other = new HashMap<String, Double>();
    for (var i = 1; i <= 12_000; i++) {
      if (i % 3_000 == 0) {
        one.put("both" + i, (double) i);
        other.put("both" + i, (double) i);
      } else {
        one.put("one" + i, (double) i);
        other.put("other" + i, (double) i);
      }
    }
    var sets = List.of(keys.index("thing", "of", "one"), keys.index("thing", "of", "other"));
    data.sortedSet(String.class).zadd(sets.get(0), one);
    data.sortedSet(String.class).zadd(sets.get(1), other);
    return sets;
  }

  private List<Page<String>> pages(List<String> sets, int limit) {
    var pages = new ArrayList<Page<String>>();
    var cursor = Optional.<String>empty();
    do {
      pages.add(page(sets, request(limit, cursor, Optional.empty(), false)));
      cursor = pages.get(pages.size() - 1).next();
    } while (cursor.isPresent());
    return pages;
  }

  private List<String> walk(List<String> sets, Optional<String> from, int limit) {
    var walked = new ArrayList<String>();
    var cursor = from;
    do {
      var page = page(sets, request(limit, cursor, Optional.empty(), false));
      assertThat(page.totalCount()).isEqualTo(MEMBERS);
      walked.addAll(page.items());
      cursor = page.next();
    } while (cursor.isPresent());
    return walked;
  }

  private Page<String> page(List<String> sets, PageRequest request) {
    return found(sets, request).map(Pager.Found::identifier);
  }

  private Page<Pager.Found> found(List<String> sets, PageRequest request) {
    return pager.page(sets, keys.record("thing", ""), request).await().atMost(PATIENCE);
  }

  private static PageRequest request(
      int limit, Optional<String> after, Optional<String> before, boolean ascending) {
    return new PageRequest(limit, after, before, ascending, false, true);
  }
}
