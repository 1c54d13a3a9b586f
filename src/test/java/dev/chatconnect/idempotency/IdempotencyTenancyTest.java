package dev.chatconnect.idempotency;

import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.idempotency.Calls.ROOT;
import static dev.chatconnect.idempotency.Calls.body;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@TestProfile(IdempotencyTenancyTest.TwoEnvironments.class)
public class IdempotencyTenancyTest {

  @Inject Probe probe;

  private final String id = UUID.randomUUID().toString();

  public static class TwoEnvironments implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "chat-connect.environments.other.api-keys",
          "other-secret-key,other-second-key",
          "chat-connect.environments.other.subscriber-hash-required",
          "true",
          "chat-connect.environments.third.api-keys",
          "third-secret-key",
          "chat-connect.cors.origins",
          "https://dashboard.example,http://localhost:5173");
    }
  }

  @Test
  void keyIsScopedByEnvironment() {
    // Given
    var mine = post("dev-secret-key");

    // When
    var others = post("other-secret-key");

    // Then
    assertThat(others.statusCode()).isEqualTo(201);
    assertThat(others.header("Idempotency-Replay")).isNull();
    assertThat(others.asString()).isNotEqualTo(mine.asString());
    assertThat(probe.runs(id)).isEqualTo(2);
  }

  @Test
  void apiKeysOfOneEnvironmentShareItsKeys() {
    // Given
    var first = post("other-secret-key");

    // When
    var second = post("other-second-key");

    // Then
    assertThat(second.header("Idempotency-Replay")).isEqualTo("true");
    assertThat(second.asString()).isEqualTo(first.asString());
  }

  private Response post(String apiKey) {
    return given()
        .header("Authorization", "ApiKey " + apiKey)
        .header("Idempotency-Key", "key-" + id)
        .contentType("application/json")
        .body(body(id))
        .post(ROOT);
  }
}
