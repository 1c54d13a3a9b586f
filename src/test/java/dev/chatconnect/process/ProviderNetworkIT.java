package dev.chatconnect.process;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.WireMock;
import dev.chatconnect.TrialLength;
import dev.chatconnect.connect.Journeys;
import dev.chatconnect.process.ToxicProxy.Direction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.chatconnect.process.ToxicProxy.Direction.DOWNSTREAM;
import static dev.chatconnect.process.ToxicProxy.Direction.UPSTREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What a bad network between the service and a provider does to journeys and refreshes. */
class ProviderNetworkIT {

  /** With the full length the default of the service. */
  private static final Duration CALL =
      TrialLength.of(Duration.ofSeconds(2), Duration.ofSeconds(10));

  /** For a busy machine. */
  private static final Duration GRACE = Duration.ofMillis(1_500);

  private static final Duration FOREVER = Duration.ofSeconds(60);
  private static final int BREAKER_VOLUME = 10;

  @RegisterExtension
  static final Deployment DEPLOYMENT =
      Deployment.of(0)
          .with("chat-connect.tokens.sweep-every", "off")
          .with("chat-connect.providers.call-timeout", CALL.toSeconds() + "s")
          .with("chat-connect.providers.circuit-breaker.request-volume", "" + BREAKER_VOLUME)
          .with("chat-connect.providers.circuit-breaker.failure-ratio", "0.9")
          .with("chat-connect.providers.circuit-breaker.delay", "2s");

  private static ToxicProxy network;
  private static ServiceProcess service;
  private static String integration;

  private final String unique = UUID.randomUUID().toString().replace("-", "");

  @BeforeAll
  static void startBehindTheNetwork() {
    network = ToxicProxy.to("localhost", DEPLOYMENT.providers().port());
    var root = "http://localhost:" + network.port();
    service =
        DEPLOYMENT.another(
            "behind-network",
            Map.of(
                "chat-connect.providers.slack.base-url",
                root,
                "chat-connect.providers.webex.base-url",
                root + "/webex/v1"));
    service.start();
    integration = SlackConnections.integration(service);
  }

  @AfterAll
  static void closeTheNetwork() {
    network.close();
  }

  @AfterEach
  void heal() {
    network.heal();
    DEPLOYMENT.providers().resetToDefaultMappings();
  }

  static Stream<Arguments> harmless() {
    return Stream.of(
        arguments(DOWNSTREAM, new Toxic.Latency(Duration.ofMillis(300), Duration.ofMillis(100))),
        arguments(UPSTREAM, new Toxic.Latency(Duration.ofMillis(300))),
        arguments(DOWNSTREAM, new Toxic.Bandwidth(20_000)),
        arguments(DOWNSTREAM, new Toxic.Slicer(50, 20, Duration.ofMillis(2))),
        arguments(UPSTREAM, new Toxic.Slicer(50, 20, Duration.ofMillis(2))),
        arguments(DOWNSTREAM, new Toxic.SlowClose(FOREVER)));
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void aSlowNetworkOnlyTakesItsTime(Direction direction, Toxic toxic) {
    // Given
    var state = SlackJourneys.state(service, integration, unique);
    var code = code();
    network.add(direction, toxic);

    // When
    var answer = timed(state, code);

    // Then
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(exchanges(code)).isEqualTo(1);
  }

  static Stream<Arguments> harmful() {
    return Stream.of(
        arguments(DOWNSTREAM, new Toxic.Latency(FOREVER)),
        arguments(UPSTREAM, new Toxic.Latency(FOREVER)),
        arguments(DOWNSTREAM, new Toxic.Bandwidth(10)),
        arguments(UPSTREAM, new Toxic.Bandwidth(10)),
        arguments(DOWNSTREAM, new Toxic.Slicer(2, 1, Duration.ofMillis(500))),
        arguments(DOWNSTREAM, new Toxic.Timeout(Duration.ZERO)),
        arguments(UPSTREAM, new Toxic.Timeout(Duration.ZERO)),
        arguments(DOWNSTREAM, new Toxic.Timeout(Duration.ofMillis(300))),
        arguments(DOWNSTREAM, new Toxic.ResetPeer(Duration.ZERO)),
        arguments(UPSTREAM, new Toxic.ResetPeer(Duration.ofMillis(100))),
        arguments(DOWNSTREAM, new Toxic.LimitData(100)),
        arguments(UPSTREAM, new Toxic.LimitData(100)),
        arguments(DOWNSTREAM, new Toxic.Down()));
  }

  @ParameterizedTest
  @MethodSource("harmful")
  void aBrokenNetworkIsToldInTimeAndNoCodeIsSentTwice(Direction direction, Toxic toxic) {
    // Given
    var state = SlackJourneys.state(service, integration, unique);
    var code = code();
    network.add(direction, toxic);

    // When
    var answer = timed(state, code);

    // Then
    assertThat(answer.statusCode()).as(answer.body()).isIn(502, 503);
    network.heal();
    assertThat(timed(state, code).statusCode()).isEqualTo(400);
    assertThat(exchanges(code)).isLessThanOrEqualTo(1);
    var next = code();
    assertThat(timed(SlackJourneys.state(service, integration, unique), next).statusCode())
        .isEqualTo(200);
    assertThat(exchanges(next)).isEqualTo(1);
    assertThat(exchanges(code)).isLessThanOrEqualTo(1);
  }

  @Test
  void ofTwentyCallersWhoseRefreshIsLostOneSendsTheToken() {
    // Given
    var refreshToken = "xoxe-lost-" + unique;
    var connection = SlackConnections.expiring(service, refreshToken, Instant.EPOCH);
    network.add(DOWNSTREAM, new Toxic.ResetPeer(Duration.ofMillis(100)));

    // When
    var answers =
        Api.race(
            20, i -> Api.post(service, "/v1/channel-connections/" + connection + "/token", ""));

    // Then
    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(503);
    assertThat(answers).allSatisfy(answer -> assertThat(retryAfter(answer)).isBetween(1L, 6L));
    assertThat(SlackJourneys.exchanges(DEPLOYMENT.providers(), "refresh_token", refreshToken))
        .isEqualTo(1);
  }

  @Test
  void severalCallsOfOneJourneyShareItsTime() {
    // Given
    var webex = webexIntegration();
    var state = SlackJourneys.state(service, webex, unique);
    network.add(DOWNSTREAM, new Toxic.Latency(CALL.multipliedBy(8).dividedBy(10)));

    // When
    var answer = timed(state, "demo");

    // Then
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(502);
  }

  @Test
  void aProviderThatIsAwayIsLeftAloneUntilItIsBack() {
    // Given
    network.add(DOWNSTREAM, new Toxic.Down());
    for (var i = 0; i < BREAKER_VOLUME; i++) {
      timed(SlackJourneys.state(service, integration, unique), code());
    }
    network.remove(DOWNSTREAM, Toxic.Down.class);
    var code = code();

    // When
    var refused = timed(SlackJourneys.state(service, integration, unique), code);

    // Then
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(retryAfter(refused)).isBetween(1L, 2L);
    assertThat(exchanges(code)).isZero();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                timed(SlackJourneys.state(service, integration, unique), code()).statusCode()
                    == 200);
    assertThat(service.log())
        .contains("event=provider_circuit state=OPEN")
        .contains("event=provider_circuit state=CLOSED");
  }

  @Test
  void aDateInRetryAfterIsToldInSeconds() {
    // Given
    var code = code();
    var at = Instant.now().plusSeconds(25).atOffset(ZoneOffset.UTC);
    slackAnswers("code", code, DateTimeFormatter.RFC_1123_DATE_TIME.format(at));

    // When
    var answer = timed(SlackJourneys.state(service, integration, unique), code);

    // Then
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(retryAfter(answer)).isBetween(15L, 25L);
    assertThat(exchanges(code)).isEqualTo(1);
  }

  @Test
  void aRefreshThatIsToComeBackLaterIsNotTriedBefore() {
    // Given
    var refreshToken = "xoxe-limited-" + unique;
    var connection = SlackConnections.expiring(service, refreshToken, Instant.EPOCH);
    slackAnswers("refresh_token", refreshToken, "120");
    var path = "/v1/channel-connections/" + connection + "/token";
    var first = Api.send(Api.post(service, path, ""));

    // When
    var second = Api.send(Api.post(service, path, ""));

    // Then
    assertThat(first.statusCode()).isEqualTo(503);
    assertThat(retryAfter(first)).isEqualTo(120);
    assertThat(second.statusCode()).isEqualTo(503);
    assertThat(retryAfter(second)).isBetween(100L, 120L);
    assertThat(SlackJourneys.exchanges(DEPLOYMENT.providers(), "refresh_token", refreshToken))
        .isEqualTo(1);
  }

  /** Ends a journey, in time. */
  private static HttpResponse<String> timed(String state, String code) {
    var begin = System.nanoTime();
    var answer = Api.send(SlackJourneys.callback(service, state, code));
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(CALL.plus(GRACE));
    return answer;
  }

  private static void slackAnswers(String parameter, String value, String retryAfter) {
    DEPLOYMENT
        .providers()
        .stubFor(
            WireMock.post(WireMock.urlPathEqualTo("/api/oauth.v2.access"))
                .atPriority(1)
                .withFormParam(parameter, WireMock.equalTo(value))
                .willReturn(
                    WireMock.aResponse()
                        .withStatus(429)
                        .withHeader("Retry-After", retryAfter)
                        .withBody("{\"ok\":false,\"error\":\"ratelimited\"}")));
  }

  private static String webexIntegration() {
    var identifier = "webex-" + UUID.randomUUID();
    var answer =
        Api.send(
            Api.post(
                service,
                "/v1/integrations",
                "{'providerId':'webex-messaging','channel':'chat','active':true,'identifier':'%s','credentials':{'clientId':'C1','secretKey':'app-client-secret'}}"
                    .formatted(identifier)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return identifier;
  }

  private static String code() {
    var name = UUID.randomUUID().toString().replace("-", "");
    return Journeys.code("variant-a", "T" + name, "U" + name);
  }

  private static int exchanges(String code) {
    return SlackJourneys.exchanges(DEPLOYMENT.providers(), "code", code);
  }

  private static long retryAfter(HttpResponse<?> answer) {
    return answer.headers().firstValueAsLong("Retry-After").orElseThrow();
  }
}
