package dev.chatconnect.health;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import dev.chatconnect.environment.Environments;
import dev.chatconnect.keyring.KeyGuard;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.redis.StoppableRedis;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.smallrye.health.runtime.ShutdownReadinessCheck;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

/** Every check there is, up and down. The second test leaves none of them up. */
@QuarkusTest
@TestProfile(HealthPagesTest.OwnRedis.class)
@QuarkusTestResource(value = StoppableRedis.class, restrictToAnnotatedClass = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HealthPagesTest {

  /** An application of its own: it does not become ready again. */
  public static class OwnRedis implements QuarkusTestProfile {}

  private static final int CHECKS = 4;

  @Inject RedisDataSource data;
  @Inject Environments environments;
  @Inject KeyGuard keys;
  @Inject @Readiness ShutdownReadinessCheck stopping;

  StoppableRedis redis;

  @Test
  @Order(1)
  void aReplicaThatIsWellHasNothingToDo() {
    // When
    var page = given().get("/q/health");

    // Then
    page.then().statusCode(200);
    assertThat(checks(page))
        .hasSize(CHECKS)
        .allSatisfy(
            check -> {
              assertThat(check).containsEntry("status", "UP");
              assertThat(String.valueOf(check.get("data"))).doesNotContain("action");
            });
  }

  @Test
  @Order(2)
  void everyCheckThatIsDownSaysWhyAndWhatToDo() {
    // Given
    loseKey();
    stopping.shutdown();
    redis.down();

    // When
    var page = given().get("/q/health");

    // Then
    page.then().statusCode(503);
    assertThat(checks(page))
        .hasSize(CHECKS)
        .allSatisfy(
            check -> {
              assertThat(check).containsEntry("status", "DOWN");
              assertThat(check.get("data"))
                  .asInstanceOf(MAP)
                  .containsKeys("reason", "action")
                  .doesNotContainValue("");
            });
  }

  private void loseKey() {
    var register = new RedisKeys(environments.all().get(0).id()).record("encryption", "keys");
    data.value(String.class).set(register, "{\"fingerprints\":{\"lost\":\"of-another-key\"}}");
    assertThat(catchThrowable(() -> keys.verify().await().atMost(Duration.ofSeconds(10))))
        .hasMessageContaining("lost");
  }

  private static List<Map<String, Object>> checks(Response page) {
    return page.path("checks");
  }
}
