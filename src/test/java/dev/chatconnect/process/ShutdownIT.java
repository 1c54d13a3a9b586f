package dev.chatconnect.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import dev.chatconnect.TrialLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A replica that is asked to end while callers call loses none of their requests. */
class ShutdownIT {

  private static final int CALLERS = 8;
  private static final int STOPS = TrialLength.of(1, 6);

  @RegisterExtension
  static final Deployment DEPLOYMENT =
      Deployment.of(2).with("chat-connect.tokens.sweep-every", "off");

  @Test
  void noRequestIsLostWhenAReplicaEnds() {
    // Given
    var router = new Router(List.of(DEPLOYMENT.replica(0), DEPLOYMENT.replica(1)));
    var integration = SlackConnections.integration(DEPLOYMENT.replica(0));
    var load = ConnectionLoad.on(router, integration, CALLERS);
    Recovery.awaitMore(load, 50);

    // When
    for (var i = 0; i < STOPS; i++) {
      var ending = DEPLOYMENT.replica(i);
      ending.askToEnd();
      await().pollInterval(Duration.ofMillis(50)).until(() -> !ending.isReady());
      router.look();
      ending.awaitEnd();
      ending.start();
      router.look();
      Recovery.awaitMore(load, 20);
    }
    load.close();

    // Then
    var lost = load.lost(DEPLOYMENT.replica(0));
    Recovery.tell("replica ended " + STOPS + " times", load, Duration.ZERO, lost.size());
    assertThat(load.failures()).isEmpty();
    assertThat(load.statuses().keySet()).containsExactlyInAnyOrder(200, 201);
    assertThat(lost).isEmpty();
  }

  @Test
  void itIsNotReadyAndStillServesForAMoment() {
    // Given
    var ending = DEPLOYMENT.replica(1);

    // When
    ending.askToEnd();

    // Then
    await().pollInterval(Duration.ofMillis(50)).until(() -> !ending.isReady());
    assertThat(Api.send(Api.get(ending, "/v1/channel-connections")).statusCode()).isEqualTo(200);
    ending.awaitEnd();
    ending.start();
  }

  /** Sends requests to replicas that were ready when it looked, in turn. */
  private static final class Router implements Supplier<ServiceProcess> {

    private final List<ServiceProcess> all;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<ServiceProcess> ready;

    Router(List<ServiceProcess> all) {
      this.all = all;
      look();
    }

    void look() {
      ready = all.stream().filter(ServiceProcess::isReady).toList();
    }

    @Override
    public ServiceProcess get() {
      var now = ready;
      return now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
    }
  }
}
