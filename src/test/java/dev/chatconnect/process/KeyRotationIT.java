package dev.chatconnect.process;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Keys change under a service that goes on serving, and wrong ones stop it at the start. */
class KeyRotationIT {

  private static final String KEYS = "chat-connect.encryption.keys";
  private static final String K1 = "first:" + key(1);
  private static final String K2 = "second:" + key(2);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension
  static final Deployment DEPLOYMENT =
      Deployment.of(1).with("chat-connect.tokens.sweep-every", "off").with(KEYS, K1);

  @Test
  void theFormerKeyCanBeTakenAwayAfterARewrapAndNotBefore() {
    // Given
    var former = DEPLOYMENT.replica(0);
    var early = connect(former);
    assertRefusesToStart(K2, "is encrypted with key \"first\"");
    former.terminate();
    var behind = start("behind", K1 + "," + K2);
    var ahead = start("ahead", K2 + "," + K1);
    var late = connect(ahead);
    assertThat(token(behind, late)).isEqualTo(200);
    assertThat(token(ahead, early)).isEqualTo(200);
    behind.terminate();

    // When
    rewrap(ahead, Deployment.API_KEY);
    rewrap(ahead, Deployment.OTHER_API_KEY);

    // Then
    var after = start("after", K2);
    assertThat(token(after, early)).isEqualTo(200);
    assertThat(token(after, late)).isEqualTo(200);
    assertRefusesToStart("third:" + key(3), "is encrypted with key \"second\"");
    assertRefusesToStart("second:" + key(3), "is not the key \"second\"");
  }

  private static void assertRefusesToStart(String keys, String reason) {
    var refused = DEPLOYMENT.another("refused-" + UUID.randomUUID(), Map.of(KEYS, keys));
    refused.launch();
    await().atMost(PATIENCE).until(() -> !refused.isAlive());
    assertThat(refused.log())
        .contains(reason)
        .doesNotContain(keys.substring(keys.indexOf(':') + 1));
  }

  private static ServiceProcess start(String name, String keys) {
    var replica = DEPLOYMENT.another(name, Map.of(KEYS, keys));
    replica.start();
    return replica;
  }

  private static String connect(ServiceProcess replica) {
    var made =
        Api.send(
            Api.post(
                replica,
                "/v1/channel-connections",
                "{'integrationIdentifier':'%s','subscriberId':'ann','workspace':{'id':'T1'},'auth':{'accessToken':'xoxb-1'}}"
                    .formatted(SlackConnections.integration(replica))));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return JsonPath.from(made.body()).getString("data.identifier");
  }

  private static int token(ServiceProcess replica, String connection) {
    return Api.send(Api.post(replica, "/v1/channel-connections/" + connection + "/token", ""))
        .statusCode();
  }

  /** Rewraps the environment of an API key, to the end. */
  private static void rewrap(ServiceProcess replica, String apiKey) {
    var route = Api.to(replica, "/v1/admin/rewrap").setHeader("Authorization", "ApiKey " + apiKey);
    assertThat(Api.send(route.POST(BodyPublishers.noBody()).build()).statusCode()).isEqualTo(202);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        JsonPath.from(Api.send(route.GET().build()).body())
                            .getString("data.status"))
                    .isEqualTo("done"));
  }

  private static String key(int seed) {
    var bytes = new byte[32];
    Arrays.fill(bytes, (byte) seed);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
