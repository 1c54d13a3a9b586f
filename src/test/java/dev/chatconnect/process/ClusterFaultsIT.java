package dev.chatconnect.process;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** A node of a cluster dies and comes back; and replicas of other nodes confirm nothing. */
class ClusterFaultsIT {

  private static final int CALLERS = 8;
  private static final int WRITES = 30;

  private static RedisCluster redis;

  @RegisterExtension
  static final Deployment DEPLOYMENT =
      Deployment.on(folder -> redis = new RedisCluster(folder), 1)
          .with("chat-connect.tokens.sweep-every", "off");

  private final ServiceProcess service = DEPLOYMENT.replica(0);

  @Test
  void nothingAcknowledgedIsLostWhenANodeDies() {
    // Given
    var load = ConnectionLoad.on(service, CALLERS);
    Recovery.awaitMore(load, 50);
    var node = redis.nodeWithMostKeys();
    node.kill();

    // When
    node.start();
    redis.awaitWhole();

    // Then
    var ready = Recovery.awaitReady(service, load);
    load.close();
    var lost = load.lost(service);
    Recovery.tell("cluster: node killed", load, ready, lost.size());
    assertThat(lost).isEmpty();
    Recovery.requireAnswered(load);
    assertThat(ready).isLessThan(Recovery.READY_WITHIN);
  }

  @Test
  void aReplicaOfAnotherNodeConfirmsNoWrite() {
    // Given
    var integration = SlackConnections.integration(service);
    create(service, integration);
    redis.addReplicaBesides(redis.nodeWithMostKeys());
    var demanding =
        DEPLOYMENT.another(
            "demanding",
            Map.of(
                "chat-connect.redis.wait-replicas", "1",
                "chat-connect.redis.wait-timeout", "100ms"));
    demanding.start();

    // When
    var answers = Api.race(WRITES, i -> request(demanding, integration));

    // Then
    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(503);
    assertThat(answers).allMatch(answer -> answer.body().contains("replica"));
    demanding.stop();
  }

  private static void create(ServiceProcess service, String integration) {
    assertThat(Api.send(request(service, integration)).statusCode()).isEqualTo(201);
  }

  private static HttpRequest request(ServiceProcess service, String integration) {
    return Api.post(
        service,
        "/v1/channel-connections",
        "{'integrationIdentifier':'%s','subscriberId':'%s','workspace':{'id':'T1'},'auth':{'accessToken':'xoxb-1'}}"
            .formatted(integration, UUID.randomUUID()));
  }
}
