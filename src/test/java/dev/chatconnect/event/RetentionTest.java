package dev.chatconnect.event;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.environment.Tenants;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.redis.StreamLog;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
class RetentionTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject Webhooks webhooks;
  @Inject StreamLog streams;
  @Inject EventLog events;
  @Inject RedisDataSource redis;

  private final Environments environments =
      Tenants.named("one-" + UUID.randomUUID(), "two-" + UUID.randomUUID());
  private final Environment first = environments.all().get(0);
  private final Environment second = environments.all().get(1);

  @Test
  void everyEnvironmentIsTrimmed() {
    // Given
    record(first);
    record(second);

    // When
    trim();

    // Then
    assertThat(length(first)).isEqualTo(2);
    assertThat(length(second)).isEqualTo(2);
  }

  @Test
  void anEnvironmentThatCannotBeTrimmedKeepsNoOtherFromIt() {
    // Given
    redis.value(String.class).set(events(first), "no stream");
    record(second);

    // When
    trim();

    // Then
    assertThat(length(second)).isEqualTo(2);
  }

  @Test
  void lessThanWhatIsKeptCannotBeTheMost() {
    assertThatThrownBy(() -> new Retention(environments, webhooks, streams, settings(5, 4)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("chat-connect.events.most must not be less than chat-connect.events.keep");
  }

  private void trim() {
    new Retention(environments, webhooks, streams, settings(2, 5)).trim().await().atMost(PATIENCE);
  }

  private void record(Environment environment) {
    IntStream.range(0, 4)
        .forEach(
            i ->
                events
                    .record(
                        new RedisKeys(environment.id()),
                        new Event(
                            EventType.CONNECTION_CREATED,
                            Optional.empty(),
                            Optional.empty(),
                            true,
                            i))
                    .await()
                    .atMost(PATIENCE));
  }

  private long length(Environment environment) {
    return redis.execute("XLEN", events(environment)).toLong();
  }

  private static String events(Environment environment) {
    return new RedisKeys(environment.id()).events();
  }

  private static EventSettings settings(long keep, long most) {
    return new EventSettings() {

      @Override
      public long keep() {
        return keep;
      }

      @Override
      public long most() {
        return most;
      }

      @Override
      public String trimEvery() {
        return "off";
      }
    };
  }
}
