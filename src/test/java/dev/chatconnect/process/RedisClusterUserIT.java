package dev.chatconnect.process;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The user of Redis that the documentation makes, in a cluster of which a slot is on the move. */
class RedisClusterUserIT {

  private static final String MOVING = "moving";

  private static RedisCluster redis;

  @RegisterExtension
  static final Deployment DEPLOYMENT =
      Deployment.on(folder -> redis = new RedisCluster(folder), 0)
          .with("chat-connect.environments.other.id", MOVING)
          .with("chat-connect.tokens.sweep-every", "1s")
          .with("chat-connect.metrics.look-every", "1s");

  private static final RedisUser USER = RedisUser.documented().with(RedisUser.inAClusterToo());

  private static ServiceProcess service;
  private static String integration;

  @BeforeAll
  static void start() {
    grant(USER);
    resetLogs();
    var hosts = redis.nodes().stream().map(USER::url).collect(Collectors.joining(","));
    service = DEPLOYMENT.another("limited", Map.of("quarkus.redis.hosts", hosts));
    service.start();
    integration = SlackConnections.integration(service);
    redis.beginToMove("cc:{" + MOVING + "}:");
  }

  @BeforeEach
  void letItAll() {
    grant(USER);
  }

  static List<String> rules() {
    return RedisUser.inAClusterToo();
  }

  @Test
  void theServiceLacksNothing() {
    // Given
    var state = SlackJourneys.state(service, integration, UUID.randomUUID().toString());
    resetLogs();

    // When
    var connected = Api.send(SlackJourneys.callback(service, state, "variant-a"));
    var asked = Api.send(ofAKeyOnTheMove());

    // Then
    assertThat(redis.nodes())
        .allSatisfy(node -> assertThat(node.commands().send("ACL", "LOG")).isEmpty());
    assertThat(connected.statusCode()).as(connected.body()).isEqualTo(200);
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(404);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void withoutARuleSomethingIsMissed(String rule) {
    // Given
    resetLogs();

    // When
    grant(USER.without(rule));

    // Then
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(Api.send(ofAKeyOnTheMove()).statusCode()).isEqualTo(503);
              assertThat(redis.nodes())
                  .as("needs %s", rule)
                  .anyMatch(node -> RedisUser.isMissed(rule, node.commands()));
            });
  }

  private static HttpRequest ofAKeyOnTheMove() {
    return Api.by(Deployment.OTHER_API_KEY, service, "/v1/channel-connections/unknown").build();
  }

  private static void grant(RedisUser user) {
    redis.nodes().forEach(node -> user.grant(node.commands()));
  }

  private static void resetLogs() {
    redis.nodes().forEach(node -> node.commands().send("ACL", "LOG", "RESET"));
  }
}
