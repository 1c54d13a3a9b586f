package dev.chatconnect.process;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * The user of Redis that the documentation makes: it can do what the service does, replicas that
 * confirm included, and no more.
 */
class RedisUserIT {

  @RegisterExtension
  static final Deployment DEPLOYMENT =
      Deployment.of(0)
          .with("chat-connect.rate-limit.enabled", "true")
          .with("chat-connect.redis.wait-replicas", "1")
          .with("chat-connect.tokens.sweep-every", "1s")
          .with("chat-connect.metrics.look-every", "1s")
          .with(
              "chat-connect.environments.default.webhooks.main.secrets",
              "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

  private static final RedisUser USER = RedisUser.documented();

  private static RedisProcess follower;
  private static Map<String, String> settings;
  private static ServiceProcess service;
  private static String integration;

  private final RedisCommands redis = DEPLOYMENT.redis().commands();

  @BeforeAll
  static void start() {
    follower = new RedisProcess(DEPLOYMENT.folder().resolve("follower"));
    follower.start();
    RedisSentinels.follow(follower, DEPLOYMENT.redis());
    USER.grant(DEPLOYMENT.redis().commands());
    DEPLOYMENT.redis().commands().send("ACL", "LOG", "RESET");
    settings =
        Map.of(
            "quarkus.redis.hosts",
            USER.url(DEPLOYMENT.redis()),
            "chat-connect.environments.default.webhooks.main.url",
            "http://localhost:" + DEPLOYMENT.providers().port() + "/nobody");
    service = DEPLOYMENT.another("limited", settings);
    service.start();
    integration = SlackConnections.integration(service);
  }

  @AfterAll
  static void stop() {
    follower.stop();
  }

  @BeforeEach
  void letItAll() {
    USER.grant(redis);
  }

  static List<String> rules() {
    return USER.rules();
  }

  @Test
  void theServiceLacksNothing() {
    // Given
    redis.send("ACL", "LOG", "RESET");

    // When
    var connected =
        Api.send(
            SlackJourneys.callback(
                service,
                SlackJourneys.state(service, integration, UUID.randomUUID().toString()),
                "variant-a"));
    var renewed = SlackConnections.expiring(service, "xoxe-standin-former", Instant.EPOCH);
    var token = Api.send(Api.post(service, "/v1/channel-connections/" + renewed + "/token", "{}"));
    var list = Api.send(Api.get(service, "/v1/channel-connections"));
    var audit = Api.send(Api.get(service, "/v1/audit"));
    var deleted =
        Api.send(
            Api.to(service, "/v1/channel-connections/" + renewed)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .DELETE()
                .build());
    var rewrap = new Program(DEPLOYMENT.settings(settings)).run("rewrap");
    var export =
        new Program(DEPLOYMENT.settings(settings)).run("export", "--environment", "default");
    var doctor = new Program(DEPLOYMENT.settings(settings)).run("doctor");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(service.metrics().orElseThrow())
                    .containsPattern("webhook_deliveries_total\\{.*outcome=\"retried\""));

    // Then
    assertThat(redis.send("ACL", "LOG")).isEmpty();
    assertThat(connected.statusCode()).as(connected.body()).isEqualTo(200);
    assertThat(token.statusCode()).as(token.body()).isEqualTo(200);
    assertThat(JsonPath.from(list.body()).getList("data")).hasSize(2);
    assertThat(JsonPath.from(audit.body()).getList("data")).hasSizeGreaterThan(2);
    assertThat(deleted.statusCode()).as(deleted.body()).isBetween(200, 204);
    assertThat(rewrap.exitCode()).as(rewrap.errors()).isZero();
    assertThat(export.exitCode()).as(export.errors()).isZero();
    assertThat(doctor.output()).contains("noeviction, append-only file", "ok    keys of default");
  }

  @Test
  void whatTheServiceDoesNotIsForbidden() {
    try (var session = redis.open()) {
      // Given
      USER.enter(session);

      // When
      var flush = catchThrowable(() -> session.send("FLUSHALL"));
      var other = catchThrowable(() -> session.send("GET", "of-others"));
      var change = catchThrowable(() -> session.send("CONFIG", "SET", "appendonly", "no"));

      // Then
      assertThat(flush).hasMessageStartingWith("NOPERM");
      assertThat(other).hasMessageStartingWith("NOPERM");
      assertThat(change).hasMessageStartingWith("NOPERM");
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void withoutARuleSomethingIsMissed(String rule) {
    // Given
    var connection =
        SlackConnections.expiring(
            service, "xoxe-" + UUID.randomUUID(), Instant.parse("2099-01-01T00:00:00Z"));
    redis.send("ACL", "LOG", "RESET");

    // When
    USER.without(rule).grant(redis);

    // Then
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              doAll(connection);
              assertThat(RedisUser.isMissed(rule, redis)).as("needs %s", rule).isTrue();
            });
  }

  /** As much as goes, on a server that knows no script. */
  private void doAll(String connection) {
    redis.send("SCRIPT", "FLUSH");
    service.readiness();
    Api.send(Api.get(service, "/v1/channel-connections"));
    Api.send(
        Api.post(
            service,
            "/v1/integrations/channel-connections/oauth",
            "{'integrationIdentifier':'%s','subscriberId':'s'}".formatted(integration)));
    Api.send(Api.to(service, "/v1/channel-connections/" + connection).DELETE().build());
  }
}
