package dev.chatconnect.idempotency;

import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.idempotency.Calls.body;
import static dev.chatconnect.idempotency.Calls.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@TestProfile(IdempotencyWithoutRedisTest.NoRedis.class)
class IdempotencyWithoutRedisTest {

  @Inject Probe probe;

  public static class NoRedis implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.redis.hosts", "redis://127.0.0.1:1");
    }
  }

  @Test
  void requestIsRefusedBeforeItRuns() {
    // Given
    var id = UUID.randomUUID().toString();

    // When
    var answer = post("", "key-" + id, body(id));

    // Then
    answer
        .then()
        .statusCode(503)
        .header("Retry-After", "2")
        .body("error", equalTo("Service Unavailable"));
    assertThat(probe.runs(id)).isZero();
  }
}
