package dev.chatconnect.redis;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.chatconnect.redis.Takings.Taken;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class TakingsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LIFE = Duration.ofMinutes(1);

  @Inject Takings takings;
  @Inject RedisGateway redis;

  private final String key = key();

  @Test
  void whatIsTakenIsGoneAndBringsTheRecordsThatAreThere() {
    // Given
    var there = key();
    set(key, "value");
    set(there, "record");

    // When
    var taken = take(List.of(key(), there));

    // Then
    assertThat(taken).contains(new Taken("value", Map.of(there, "record")));
    assertThat(take(List.of(there))).isEmpty();
    assertThat(redis.get(there).await().atMost(PATIENCE)).contains("record");
  }

  @Test
  void aValueIsTakenWithoutRecordsToo() {
    // Given
    set(key, "value");

    // When
    var taken = take(List.of());

    // Then
    assertThat(taken).contains(new Taken("value", Map.of()));
    assertThat(take(List.of())).isEmpty();
  }

  @Test
  void ofManyWhoTakeAtOnceOneGetsIt() {
    // Given
    set(key, "value");
    var others = List.of(key());

    // When
    var all =
        Uni.join()
            .all(IntStream.range(0, 50).mapToObj(i -> takings.take(key, others)).toList())
            .andFailFast()
            .await()
            .atMost(PATIENCE);

    // Then
    assertThat(all).filteredOn(Optional::isPresent).hasSize(1);
  }

  private Optional<Taken> take(List<String> records) {
    return takings.take(key, records).await().atMost(PATIENCE);
  }

  private void set(String name, String value) {
    redis.set(name, value, LIFE).await().atMost(PATIENCE);
  }

  private static String key() {
    return "takings-test:" + UUID.randomUUID();
  }
}
