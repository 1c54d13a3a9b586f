package dev.chatconnect.context;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class ContextStoreTest {

  private final RedisKeys keys = new RedisKeys(UUID.randomUUID().toString());

  @Inject ContextStore store;
  @Inject RedisGateway redis;
  @Inject ObjectMapper mapper;

  @Test
  void keepsWhatIdentifiesAContextAndNotItsData() throws JsonProcessingException {
    // When
    var refused = save(payload("acme", "{\"owner\":\"Ann Example\"}"));

    // Then
    assertThat(refused).isEmpty();
    assertThat(document("tenant:acme"))
        .isEqualTo(mapper.readTree("{\"type\":\"tenant\",\"id\":\"acme\"}"));
  }

  @Test
  void theNextUseTakesAwayTheDataThatAFormerVersionKept() throws JsonProcessingException {
    // Given
    var former =
        "{\"type\":\"tenant\",\"id\":\"acme\",\"data\":{\"owner\":\"Ann Example\"},\"createdAt\":\"2026-01-01T00:00:00Z\"}";
    redis
        .commit(new Commit(keys).set(keys.record("context", "tenant:acme"), former))
        .await()
        .indefinitely();

    // When
    var refused = save(payload("acme", "{}"));

    // Then
    assertThat(refused).isEmpty();
    assertThat(document("tenant:acme").has("data")).isFalse();
  }

  private Optional<String> save(ContextPayload payload) {
    var commit = new Commit(keys);
    store.addTo(commit, keys, payload);
    return redis.commit(commit).await().indefinitely();
  }

  private JsonNode document(String key) throws JsonProcessingException {
    var text = redis.get(keys.record("context", key)).await().indefinitely().orElseThrow();
    return mapper.readTree(text);
  }

  private ContextPayload payload(String id, String data) throws JsonProcessingException {
    var entry = new ContextPayload.Entry("tenant", id, Optional.of(mapper.readTree(data)));
    return new ContextPayload(List.of(entry), mapper.createObjectNode());
  }
}
