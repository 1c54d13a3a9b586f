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
  void createsTheDocumentsOfAPayload() throws JsonProcessingException {
    // Given
    var payload = payload("acme", "{\"plan\":\"pro\"}");

    // When
    var refused = save(payload);

    // Then
    assertThat(refused).isEmpty();
    var document = document("tenant:acme");
    assertThat(document.path("type").textValue()).isEqualTo("tenant");
    assertThat(document.path("id").textValue()).isEqualTo("acme");
    assertThat(document.path("data")).hasToString("{\"plan\":\"pro\"}");
    assertThat(document.path("createdAt").textValue()).endsWith("Z");
  }

  @Test
  void neverChangesADocumentThatExists() throws JsonProcessingException {
    // Given
    save(payload("acme", "{\"plan\":\"pro\"}"));
    var before = document("tenant:acme");

    // When
    var refused = save(payload("acme", "{\"plan\":\"free\"}"));

    // Then
    assertThat(refused).isEmpty();
    assertThat(document("tenant:acme")).isEqualTo(before);
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
