package dev.chatconnect.idempotency;

import dev.chatconnect.environment.Environments;
import dev.chatconnect.environment.Tenants;
import dev.chatconnect.redis.RedisKeys;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;

/** How the tests call the probe routes. */
final class Calls {

  static final String ROOT = "/v1/test-idempotency";

  private Calls() {}

  static RequestSpecification caller(String key) {
    return given()
        .header("Authorization", "ApiKey dev-secret-key")
        .header("Idempotency-Key", key)
        .contentType("application/json");
  }

  static Response post(String path, String key, String body) {
    return caller(key).body(body).post(ROOT + path);
  }

  static String body(String id) {
    return "{\"id\":\"" + id + "\"}";
  }

  /** Where the answer to a POST of the environment "default" is kept. */
  static Slot slot(Environments environments, String path, String key) {
    var environment = Tenants.withKey(environments, "dev-secret-key");
    var named = IdempotencyKey.parse(key).orElseThrow();
    return Slot.of(new RedisKeys(environment.id()), "POST", ROOT + path, named);
  }
}
