package dev.chatconnect.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/** The user of Redis that the documentation makes: it can do what the service does, and no more. */
class RedisUserIT {

  private static final Pattern LINE =
      Pattern.compile("^ACL SETUSER chat-connect .*$", Pattern.MULTILINE);
  private static final String PASSWORD = UUID.randomUUID().toString();

  @RegisterExtension
  static final Deployment DEPLOYMENT =
      Deployment.of(0)
          .with("chat-connect.rate-limit.enabled", "true")
          .with("chat-connect.tokens.sweep-every", "1s")
          .with("chat-connect.metrics.look-every", "1s")
          .with("chat-connect.environments.default.webhooks.main.secrets", secret());

  private static Map<String, String> settings;

  @BeforeAll
  static void makeTheUser() throws IOException {
    DEPLOYMENT.redis().commands().send(documented().split(" "));
    settings =
        Map.of(
            "quarkus.redis.hosts",
            "redis://chat-connect:" + PASSWORD + "@127.0.0.1:" + DEPLOYMENT.redis().port(),
            "chat-connect.environments.default.webhooks.main.url",
            "http://localhost:" + DEPLOYMENT.providers().port() + "/nobody");
  }

  @Test
  void theServiceLacksNothing() {
    // Given
    DEPLOYMENT.redis().commands().send("ACL", "LOG", "RESET");
    var replica = DEPLOYMENT.another("limited", settings);
    replica.start();
    var integration = SlackConnections.integration(replica);

    // When
    var connected =
        Api.send(
            SlackJourneys.callback(
                replica,
                SlackJourneys.state(replica, integration, UUID.randomUUID().toString()),
                "variant-a"));
    var renewed = SlackConnections.expiring(replica, "xoxe-standin-former", Instant.EPOCH);
    var token = Api.send(Api.post(replica, "/v1/channel-connections/" + renewed + "/token", "{}"));
    var list = Api.send(Api.get(replica, "/v1/channel-connections"));
    var audit = Api.send(Api.get(replica, "/v1/audit"));
    var deleted =
        Api.send(
            Api.to(replica, "/v1/channel-connections/" + renewed)
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
                assertThat(replica.metrics().orElseThrow())
                    .containsPattern("webhook_deliveries_total\\{.*outcome=\"retried\""));

    // Then
    assertThat(DEPLOYMENT.redis().commands().send("ACL", "LOG")).isEmpty();
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
    try (var session = DEPLOYMENT.redis().commands().open()) {
      // Given
      session.send("AUTH", "chat-connect", PASSWORD);

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

  /** The command of the page, with a password. */
  private static String documented() throws IOException {
    var found = LINE.matcher(Files.readString(Path.of("docs/operations.md")));
    assertThat(found.find()).isTrue();
    return found.group().replace("PASSWORD", PASSWORD);
  }

  private static String secret() {
    return "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  }
}
