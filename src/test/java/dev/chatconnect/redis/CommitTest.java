package dev.chatconnect.redis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class CommitTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Inject RedisGateway redis;

  private final RedisKeys keys = new RedisKeys(UUID.randomUUID().toString());
  private final String key = keys.record("thing", "a");
  private final String set = keys.index("thing");

  @Test
  void appliesAllWritesWhenEveryConditionHolds() {
    // Given
    var commit =
        new Commit(keys).expectAbsent("free", key).set(key, "1").index(set, "a").index(set, "b");

    // When
    var broken = redis.commit(commit).await().atMost(PATIENCE);

    // Then
    assertThat(broken).isEmpty();
    assertThat(redis.get(key).await().atMost(PATIENCE)).contains("1");
    assertThat(redis.members(set).await().atMost(PATIENCE)).containsExactly("a", "b");
  }

  @Test
  void putsAMemberIntoSeveralSetsAndTakesItOutOfThem() {
    // Given
    var others = List.of(keys.index("thing", "colour", "red"), keys.index("thing", "size", "xl"));
    redis
        .commit(new Commit(keys).index(set, "a").index(others, "a").index(others, "b"))
        .await()
        .atMost(PATIENCE);

    // When
    var broken =
        redis
            .commit(new Commit(keys).unindex(others, "a").unindex(set, "a").set(key, "1"))
            .await()
            .atMost(PATIENCE);

    // Then
    assertThat(broken).isEmpty();
    assertThat(redis.members(set).await().atMost(PATIENCE)).isEmpty();
    assertThat(others)
        .allSatisfy(
            other ->
                assertThat(redis.members(other).await().atMost(PATIENCE)).containsExactly("b"));
    assertThat(redis.get(key).await().atMost(PATIENCE)).contains("1");
  }

  @Test
  void namesTheBrokenConditionAndWritesNothing() {
    // Given
    redis.commit(new Commit(keys).set(key, "1")).await().atMost(PATIENCE);
    var other = keys.record("thing", "other");
    var commit =
        new Commit(keys)
            .set(other, "x")
            .expectUnchanged("same", key, Optional.of("1"))
            .expectAbsent("free", key);

    // When
    var broken = redis.commit(commit).await().atMost(PATIENCE);

    // Then
    assertThat(broken).contains("free");
    assertThat(redis.get(other).await().atMost(PATIENCE)).isEmpty();
  }

  @Test
  void refusesAValueThatChangedMeanwhile() {
    // Given
    redis.commit(new Commit(keys).set(key, "ünïcode")).await().atMost(PATIENCE);
    var commit = new Commit(keys).expectUnchanged("same", key, Optional.of("older")).delete(key);

    // When
    var broken = redis.commit(commit).await().atMost(PATIENCE);

    // Then
    assertThat(broken).contains("same");
    assertThat(redis.get(key).await().atMost(PATIENCE)).contains("ünïcode");
  }

  @Test
  void letsExactlyOneOfManyConcurrentWritersThrough() {
    // Given
    var writers = 50;

    // When
    var outcomes =
        Multi.createFrom()
            .range(0, writers)
            .onItem()
            .transformToUniAndMerge(
                i ->
                    redis.commit(
                        new Commit(keys).expectAbsent("free", key).set(key, Integer.toString(i))))
            .collect()
            .asList()
            .await()
            .atMost(PATIENCE);

    // Then
    assertThat(outcomes).hasSize(writers).filteredOn(Optional::isEmpty).hasSize(1);
  }

  @Test
  void takesAValueOnlyOnce() {
    // Given
    redis.set(key, "secret", Duration.ofMinutes(1)).await().atMost(PATIENCE);

    // When
    var taken =
        Multi.createFrom()
            .range(0, 20)
            .onItem()
            .transformToUniAndMerge(i -> redis.take(key))
            .collect()
            .asList()
            .await()
            .atMost(PATIENCE);

    // Then
    assertThat(taken).filteredOn(Optional::isPresent).isEqualTo(List.of(Optional.of("secret")));
  }
}
