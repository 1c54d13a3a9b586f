package dev.chatconnect.process;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import dev.chatconnect.TrialLength;
import dev.chatconnect.process.ToxicProxy.Direction;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * More requests than the service can serve. What it can serve is bounded by a Redis that is a while
 * away, so that the machine of the test has room to ask for four times as much.
 */
class OverloadIT {

  /**
   * What is served of the capacity where work is done in vain. Both are measured one after the
   * other, so a machine that does something else meanwhile must not look like that.
   */
  private static final double COLLAPSE = 0.4;

  private static final System.Logger LOG = System.getLogger("overload");
  private static final String LIST = "/v1/channel-connections?limit=1";
  private static final String URLS = "/v1/integrations/channel-connections/oauth";
  private static final Duration DISTANCE = Duration.ofMillis(100);
  private static final int IN_FLIGHT = 64;
  private static final Duration TIME =
      TrialLength.of(Duration.ofSeconds(3), Duration.ofSeconds(30));

  @RegisterExtension
  static final Deployment DEPLOYMENT =
      Deployment.of(1).with("chat-connect.tokens.sweep-every", "off");

  private static ToxicProxy network;
  private static ServiceProcess narrow;

  @BeforeAll
  static void startFarFromRedis() {
    var redis = URI.create(DEPLOYMENT.redis().url());
    network = ToxicProxy.to(redis.getHost(), redis.getPort());
    narrow =
        DEPLOYMENT.another(
            "narrow",
            Map.of(
                "quarkus.redis.hosts",
                "redis://localhost:" + network.port(),
                "chat-connect.http.max-in-flight",
                Integer.toString(IN_FLIGHT)));
    narrow.start();
    network.add(Direction.DOWNSTREAM, new Toxic.Latency(DISTANCE));
  }

  @AfterAll
  static void closeTheNetwork() {
    network.close();
  }

  @Test
  void atFourTimesItsLoadItServesWhatItCanShedsTheRestAndRecoversAtOnce() {
    try (var load = new LoadGenerator(narrow, 2_000, HttpMethod.GET, LIST, "")) {
      // Given
      var capacity = load.closed(IN_FLIGHT, TIME);
      LOG.log(System.Logger.Level.INFO, "capacity: {0}", capacity);

      // When
      var overload = load.open((int) (4 * capacity.rate()), TIME);
      var after = load.closed(IN_FLIGHT / 2, Duration.ofSeconds(1));

      // Then
      LOG.log(System.Logger.Level.INFO, "overload: {0}", overload);
      LOG.log(System.Logger.Level.INFO, "after: {0}", after);
      assertThat(capacity.unexpected()).isEmpty();
      assertThat(overload.unexpected()).isEmpty();
      assertThat(overload.rate()).isGreaterThan(COLLAPSE * capacity.rate());
      assertThat(overload.shed()).isGreaterThan(overload.served());
      assertThat(overload.p99()).isLessThan(Duration.ofSeconds(2));
      assertThat(after.shed()).isZero();
      assertThat(after.unexpected()).isEmpty();
      assertThat(after.served()).isPositive();
    }
  }

  @Test
  void whatIsShedSaysWhenToComeBackAndLeavesItsConnectionUsable() {
    // Given
    var body =
        "{'integrationIdentifier':'none','subscriberId':'s','more':'%s'}"
            .formatted("x".repeat(5_000));

    // When
    var answers = Api.race(4 * IN_FLIGHT, i -> Api.post(narrow, URLS, body));

    // Then
    var shed = answers.stream().filter(answer -> answer.statusCode() == 503).toList();
    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(404, 503);
    assertThat(shed)
        .isNotEmpty()
        .allSatisfy(
            answer -> {
              assertThat(answer.headers().firstValue("Retry-After")).contains("1");
              assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
              assertThat(answer.body()).contains("Too many requests").contains(URLS);
            });
    var again = Api.race(IN_FLIGHT / 2, i -> Api.post(narrow, URLS, body));
    assertThat(again).extracting(HttpResponse::statusCode).containsOnly(404);
  }

  @Test
  void whoLeavesBeforeTheAnswerGivesTheRoomBack() throws IOException {
    // Given
    var url = URI.create(narrow.url());
    var request =
        "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: ApiKey %s\r\n\r\n"
            .formatted(LIST, Deployment.API_KEY)
            .getBytes(StandardCharsets.US_ASCII);

    // When
    for (var i = 0; i < 3 * IN_FLIGHT; i++) {
      try (var socket = new Socket(url.getHost(), url.getPort())) {
        socket.setSoLinger(true, 0);
        socket.getOutputStream().write(request);
      }
    }

    // Then
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(Api.race(IN_FLIGHT, i -> Api.get(narrow, LIST)))
                    .extracting(HttpResponse::statusCode)
                    .containsOnly(200));
  }

  @ParameterizedTest
  @ValueSource(ints = {256, 2_048})
  void manyConnectionsGetAnswersOrAreToldToComeBack(int connections) {
    try (var load =
        new LoadGenerator(DEPLOYMENT.replica(0), connections, HttpMethod.GET, LIST, "")) {
      // When
      var outcome = load.closed(connections, TIME);

      // Then
      LOG.log(System.Logger.Level.INFO, connections + " connections: {0}", outcome);
      assertThat(outcome.unexpected()).isEmpty();
      assertThat(outcome.served()).isGreaterThan(connections);
      assertThat(Api.send(Api.get(DEPLOYMENT.replica(0), LIST)).statusCode()).isEqualTo(200);
    }
  }
}
