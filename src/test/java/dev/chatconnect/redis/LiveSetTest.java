package dev.chatconnect.redis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.chatconnect.redis.LiveEntries.Full;
import dev.chatconnect.redis.LiveEntries.Kept;
import dev.chatconnect.redis.LiveEntries.Outcome;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class LiveSetTest {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LONG = Duration.ofMinutes(1);

  @Inject LiveSet set;

  private final String key = "cc:test:live:" + UUID.randomUUID();

  @Test
  void aFullSetTakesNothingMore() {
    // Given
    add("one", LONG);
    add("two", LONG);

    // When
    var added = add("three", LONG);

    // Then
    assertThat(added).isFalse();
  }

  @Test
  void aMemberThatIsTakenOutMakesRoom() {
    // Given
    add("one", LONG);
    add("two", LONG);
    set.remove(key, "one").await().atMost(PATIENCE);

    // When
    var added = add("three", LONG);

    // Then
    assertThat(added).isTrue();
    assertThat(add("four", LONG)).isFalse();
  }

  @Test
  void aMemberWhoseLifeIsOverMakesRoom() {
    // Given
    add("one", Duration.ofSeconds(1));
    add("two", LONG);

    // When / Then
    Awaitility.await().untilAsserted(() -> assertThat(add("three", LONG)).isTrue());
    assertThat(add("four", LONG)).isFalse();
  }

  @Test
  void aMemberThatOneSetHasNoRoomForEntersNone() {
    // Given
    var wide = new LiveSet.Room("cc:test:live:" + UUID.randomUUID(), 2);
    var narrow = new LiveSet.Room(key, 1);
    var rooms = List.of(wide, narrow);
    assertThat(enter(rooms, "one")).isEqualTo(new Kept());

    // When
    var outcome = enter(rooms, "two");

    // Then
    assertThat(outcome).isEqualTo(new Full(narrow));
    assertThat(enter(List.of(wide), "three")).isEqualTo(new Kept());
    assertThat(enter(List.of(wide), "four")).isEqualTo(new Full(wide));
  }

  private boolean add(String member, Duration life) {
    return enter(List.of(new LiveSet.Room(key, 2)), member, life).equals(new Kept());
  }

  private Outcome enter(List<LiveSet.Room> rooms, String member) {
    return enter(rooms, member, LONG);
  }

  private Outcome enter(List<LiveSet.Room> rooms, String member, Duration life) {
    return set.enter(rooms, Optional.empty(), member, life, Optional.empty())
        .await()
        .atMost(PATIENCE);
  }
}
