package dev.chatconnect.process;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.chatconnect.process.WebhookReceiver.Received;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Webhooks while replicas die and end. */
class WebhooksIT {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final WebhookReceiver RECEIVER = WebhookReceiver.start(SECRET);
  private static final int NEVER = Integer.MAX_VALUE;

  @RegisterExtension
  static final Deployment DEPLOYMENT =
      Deployment.of(2)
          .with("chat-connect.environments.default.webhooks.main.url", RECEIVER.url())
          .with("chat-connect.environments.default.webhooks.main.secrets", SECRET)
          .with("chat-connect.webhooks.retry-delays", "200ms,500ms,1s,2s,5s,5s,5s")
          .with("chat-connect.providers.call-timeout", "5s")
          .with("chat-connect.providers.circuit-breaker.request-volume", "1000")
          .with("chat-connect.tokens.sweep-every", "off");

  @Test
  void nothingIsLostWhenReplicasAreKilledInTheMiddleOfDelivery() {
    // Given
    var integration = SlackConnections.integration(DEPLOYMENT.replica(1));
    RECEIVER.behave(Duration.ofMillis(100), 7);
    var load =
        IntStream.range(0, 400).mapToObj(i -> connect(DEPLOYMENT.replica(i), integration)).toList();
    await().atMost(PATIENCE).until(() -> RECEIVER.received().size() >= 40);

    // When
    DEPLOYMENT.replica(0).kill();
    var underWay = RECEIVER.received().size();
    DEPLOYMENT.replica(1).kill();
    DEPLOYMENT.replica(0).start();
    DEPLOYMENT.replica(1).start();

    // Then
    var acknowledged = acknowledged(load);
    assertThat(acknowledged).hasSizeGreaterThan(underWay);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(RECEIVER.accepted().stream().map(Received::identifier).toList())
                    .containsAll(acknowledged));
    var received = RECEIVER.received();
    assertThat(received).allMatch(Received::genuine);
    assertThat(received).extracting(Received::type).containsOnly("connection.created");
    assertThat(received.stream().collect(Collectors.groupingBy(Received::identifier)).values())
        .allSatisfy(
            attempts ->
                assertThat(attempts.stream().map(Received::id).distinct().toList()).hasSize(1));
  }

  @Test
  void aReplicaThatIsAskedToEndFinishesWhatItHasUnderWay() {
    // Given
    var integration = SlackConnections.integration(DEPLOYMENT.replica(1));
    RECEIVER.behave(Duration.ofMillis(100), NEVER);
    var load =
        IntStream.range(0, 200).mapToObj(i -> connect(DEPLOYMENT.replica(1), integration)).toList();
    var acknowledged = acknowledged(load);

    // When
    DEPLOYMENT.replica(0).terminate();

    // Then
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(RECEIVER.accepted().stream().map(Received::identifier).toList())
                    .containsExactlyInAnyOrderElementsOf(acknowledged));
    DEPLOYMENT.replica(0).start();
  }

  /** The answer, or null when the replica died first. */
  private static CompletableFuture<HttpResponse<String>> connect(
      ServiceProcess replica, String integration) {
    return Api.sendAsync(
            Api.post(
                replica,
                "/v1/channel-connections",
                "{'integrationIdentifier':'%s','subscriberId':'%s','workspace':{'id':'T1'},'auth':{'accessToken':'xoxb-1'}}"
                    .formatted(integration, UUID.randomUUID())))
        .exceptionally(died -> null);
  }

  private static List<String> acknowledged(List<CompletableFuture<HttpResponse<String>>> load) {
    var identifiers =
        load.stream()
            .map(CompletableFuture::join)
            .filter(Objects::nonNull)
            .filter(answer -> answer.statusCode() == 201)
            .map(answer -> JsonPath.from(answer.body()).getString("data.identifier"))
            .toList();
    return List.copyOf(new HashSet<>(identifiers));
  }
}
