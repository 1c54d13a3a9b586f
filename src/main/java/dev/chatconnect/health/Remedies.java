package dev.chatconnect.health;

import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import io.smallrye.health.api.HealthContentFilter;

/**
 * Adds what to do to the checks that the framework brings, which know nothing of this service. Our
 * own say it themselves.
 */
@Singleton
class Remedies implements HealthContentFilter {

  private static final Map<String, Remedy> OF_FRAMEWORK =
      Map.of(
          "Redis connection health check",
          new Remedy(
              "Redis does not answer a PING",
              "See to Redis: start it, or correct quarkus.redis.hosts and its password;"
                  + " the service recovers by itself"),
          "Graceful Shutdown",
          new Remedy(
              "the replica is stopping and finishes what it accepted",
              "Nothing: routers send requests elsewhere, and the process ends by itself"));

  /** Why a check is down, and what the operator does about it. */
  private record Remedy(String reason, String action) {}

  @Override
  public JsonObject filter(JsonObject page) {
    var checks = Json.createArrayBuilder();
    page.getJsonArray("checks").forEach(check -> checks.add(told(check.asJsonObject())));
    return Json.createObjectBuilder(page).add("checks", checks).build();
  }

  private static JsonObject told(JsonObject check) {
    var remedy = Optional.ofNullable(OF_FRAMEWORK.get(check.getString("name")));
    return remedy.isEmpty() || check.getString("status").equals("UP")
        ? check
        : Json.createObjectBuilder(check).add("data", told(check, remedy.get())).build();
  }

  private static JsonValue told(JsonObject check, Remedy remedy) {
    var data =
        check.containsKey("data")
            ? Json.createObjectBuilder(check.getJsonObject("data"))
            : Json.createObjectBuilder();
    return data.add("reason", remedy.reason()).add("action", remedy.action()).build();
  }
}
