package dev.chatconnect.integration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.chatconnect.crypto.UndecipherableException;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Whether sessions need a hash is decided on these: none may be missing without anybody knowing.
 */
@QuarkusTest
class IntegrationsOfAChannelTest {

  @Inject IntegrationService service;
  @Inject IntegrationStore store;
  @Inject RedisGateway redis;

  private final Environment environment = environment();
  private Integration slack;
  private Integration inApp;

  @BeforeEach
  void makeOneOfEachChannel() {
    slack = create("slack", "chat");
    inApp = create("novu", "in_app");
  }

  @Test
  void anotherChannelsMayBeUnreadable() {
    // Given
    loseKey(slack);

    // When
    var found = await(store.listOf(environment, "in_app"));

    // Then
    assertThat(found).extracting(Integration::id).containsExactly(inApp.id());
  }

  @Test
  void itsOwnMayNot() {
    // Given
    loseKey(inApp);

    // When / Then
    assertThatThrownBy(() -> await(store.listOf(environment, "in_app")))
        .isInstanceOf(UndecipherableException.class);
  }

  private Integration create(String provider, String channel) {
    return await(
        service.create(
            environment,
            Requests.create(
                "{'providerId':'%s','channel':'%s','credentials':{'secretKey':'hidden'}}"
                    .formatted(provider, channel))));
  }

  private void loseKey(Integration integration) {
    var keys = new RedisKeys(environment.id());
    var key = new IntegrationKeys(keys).record(integration.id());
    var raw = await(redis.get(key)).orElseThrow();
    var lost = raw.replaceAll("\"v1\\.[^.]+\\.", "\"v1.lost.");
    assertThat(lost).isNotEqualTo(raw);
    await(redis.commit(new Commit(keys).set(key, lost)));
  }

  private static Environment environment() {
    var id = UUID.randomUUID().toString();
    return new Environment(id, id, id, id, List.of(id), Optional.empty());
  }

  private static <T> T await(Uni<T> operation) {
    return operation.await().atMost(Duration.ofSeconds(30));
  }
}
