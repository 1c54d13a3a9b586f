package dev.chatconnect.process;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A Redis that would lose connections is told, in the log and by the readiness probe. */
class RedisCheckIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @RegisterExtension static final Deployment DEPLOYMENT = Deployment.of(0);

  @Test
  void anEvictingRedisIsToldAndTakenOnceItIsMended() {
    // Given
    var redis = redis("evicting", "--maxmemory-policy", "allkeys-lru", "--appendonly", "no");
    var service =
        DEPLOYMENT.another("evicting-service", Map.of("quarkus.redis.hosts", redis.url()));
    service.launch();
    await().atMost(PATIENCE).until(() -> findings(service).contains("allkeys-lru"));
    assertThat(service.isReady()).isFalse();
    assertThat(findings(service))
        .contains("CONFIG SET maxmemory-policy noeviction")
        .contains("no append-only file (persistence: none)");
    assertThat(service.log())
        .contains("event=redis_unfit what=\"maxmemory-policy is allkeys-lru")
        .contains("event=redis_risky what=\"no append-only file");

    // When
    redis.commands().send("CONFIG", "SET", "maxmemory-policy", "noeviction");
    redis.commands().send("CONFIG", "SET", "appendonly", "yes");

    // Then
    await().atMost(PATIENCE).until(service::isReady);
    assertThat(findings(service)).isEmpty();
    service.stop();
    redis.stop();
  }

  @Test
  void aRedisThatDoesNotTellItsSettingsIsTakenAsFarAsItTells() {
    // Given
    var redis = redis("silent", "--rename-command", "CONFIG", "", "--appendonly", "no");

    // When
    var service = DEPLOYMENT.another("silent-service", Map.of("quarkus.redis.hosts", redis.url()));
    service.start();

    // Then
    assertThat(findings(service)).contains("no append-only file, snapshots unknown");
    assertThat(server(service, "servers")).contains("noeviction");
    service.stop();
    redis.stop();
  }

  private static RedisProcess redis(String name, String... options) {
    var redis =
        new RedisProcess(
            Path.of("target/process/redis-check-" + name + '-' + System.nanoTime())
                .toAbsolutePath(),
            options);
    redis.start();
    return redis;
  }

  private static String findings(ServiceProcess service) {
    return server(service, "findings");
  }

  /** Of what the readiness probe says about the Redis server. */
  private static String server(ServiceProcess service, String name) {
    List<Map<String, Object>> checks =
        service
            .readiness()
            .map(HttpResponse::body)
            .map(body -> JsonPath.from(body).<Map<String, Object>>getList("checks"))
            .orElse(List.of());
    return checks.stream()
        .filter(check -> "Redis server".equals(check.get("name")))
        .flatMap(check -> Optional.ofNullable((Map<?, ?>) check.get("data")).stream())
        .map(data -> data.get(name))
        .map(found -> found == null ? "" : found.toString())
        .findFirst()
        .orElse("");
  }
}
