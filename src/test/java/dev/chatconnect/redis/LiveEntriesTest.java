package dev.chatconnect.redis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.chatconnect.redis.LiveEntries.Entry;
import dev.chatconnect.redis.LiveEntries.Full;
import dev.chatconnect.redis.LiveEntries.Kept;
import dev.chatconnect.redis.LiveEntries.Outcome;
import dev.chatconnect.redis.LiveEntries.Outdated;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class LiveEntriesTest {

  private static final Duration LIFE = Duration.ofMinutes(1);

  @Inject LiveEntries entries;
  @Inject RedisGateway redis;

  private final String prefix = "cc:test:entries:" + UUID.randomUUID() + ':';
  private final LiveSet.Room room = new LiveSet.Room(prefix + "room", 1);
  private final Followed basis = new Followed(prefix + "lookup", prefix + "record:", "as read");

  @Test
  void anEntryThatThereIsRoomForIsKept() {
    // When
    var outcome = keep("one", Optional.empty());

    // Then
    assertThat(outcome).isEqualTo(new Kept());
    assertThat(value("one")).contains("value of one");
  }

  @Test
  void anEntryThatThereIsNoRoomForIsNotKept() {
    // Given
    keep("one", Optional.empty());

    // When
    var outcome = keep("two", Optional.empty());

    // Then
    assertThat(outcome).isEqualTo(new Full(room));
    assertThat(value("two")).isEmpty();
  }

  @Test
  void anEntryWhoseBasisHoldsIsKept() {
    // Given
    set("lookup", "id");
    set("record:id", "as read");

    // When
    var outcome = keep("one", Optional.of(basis));

    // Then
    assertThat(outcome).isEqualTo(new Kept());
    assertThat(value("one")).contains("value of one");
  }

  @Test
  void anEntryWhoseBasisHasChangedIsNeitherKeptNorCounted() {
    // Given
    set("lookup", "id");
    set("record:id", "changed since");

    // When
    var outcome = keep("one", Optional.of(basis));

    // Then
    assertThat(outcome).isEqualTo(new Outdated());
    assertThat(value("one")).isEmpty();
    assertThat(keep("two", Optional.empty())).isEqualTo(new Kept());
  }

  @Test
  void anEntryWhoseBasisIsGoneIsNotKept() {
    // When
    var outcome = keep("one", Optional.of(basis));

    // Then
    assertThat(outcome).isEqualTo(new Outdated());
    assertThat(value("one")).isEmpty();
  }

  private Outcome keep(String name, Optional<Followed> decidedOn) {
    var entry = new Entry(prefix + name, "value of " + name, name, LIFE);
    return await(entries.keep(entry, List.of(room), decidedOn));
  }

  private void set(String name, String value) {
    await(redis.set(prefix + name, value, LIFE).replaceWith(true));
  }

  private Optional<String> value(String name) {
    return await(redis.get(prefix + name));
  }

  private static <T> T await(Uni<T> result) {
    return result.await().atMost(Duration.ofSeconds(5));
  }
}
