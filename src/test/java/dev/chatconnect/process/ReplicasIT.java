package dev.chatconnect.process;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.chatconnect.TrialLength;
import dev.chatconnect.connect.Journeys;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Two replicas on one Redis behave as one service. */
class ReplicasIT {

  @RegisterExtension
  static final Deployment DEPLOYMENT =
      Deployment.of(2)
          .with("chat-connect.tokens.sweep-every", "off")
          // A race of a thousand is about who wins; on a busy machine its end may wait longer.
          .with("chat-connect.redis.operation-timeout", "30s");

  private final String unique = UUID.randomUUID().toString().replace("-", "");

  @Test
  void manyCallersOnTwoReplicasWithAnExpiredTokenMakeOneRefreshAndGetOneAnswer() {
    // Given
    var refreshToken = "xoxe-standin-" + unique;
    var identifier = SlackConnections.expiring(DEPLOYMENT.replica(0), refreshToken, Instant.EPOCH);

    // When
    var answers =
        Api.race(
            TrialLength.of(50, 500),
            i ->
                Api.post(
                    DEPLOYMENT.replica(i), "/v1/channel-connections/" + identifier + "/token", ""));

    // Then
    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
    assertThat(tokens(answers)).hasSize(1).doesNotContain(SlackConnections.FORMER_TOKEN);
    assertThat(exchanges("refresh_token", refreshToken)).isEqualTo(1);
  }

  @Test
  void ofManyCallbacksWithOneStateOneEndsTheJourney() {
    // Given
    var callers = TrialLength.of(200, 1000);
    var integration = SlackConnections.integration(DEPLOYMENT.replica(0));
    var state = SlackJourneys.state(DEPLOYMENT.replica(0), integration, "s-" + unique);
    var code = Journeys.code("variant-a", "T" + unique, "U" + unique);

    // When
    var answers =
        Api.race(callers, i -> SlackJourneys.callback(DEPLOYMENT.replica(i), state, code));

    // Then
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 400).hasSize(callers - 1);
    assertThat(exchanges("code", code)).isEqualTo(1);
  }

  @Test
  void eachOfManyStatesIsGoodOnceWhicheverReplicaSeesItFirst() {
    // Given
    var journeys = TrialLength.of(40, 1000);
    var integration = SlackConnections.integration(DEPLOYMENT.replica(0));
    var states =
        IntStream.range(0, journeys)
            .mapToObj(
                i -> SlackJourneys.state(DEPLOYMENT.replica(i), integration, "s-" + i + unique))
            .toList();

    // When
    var answers =
        IntStream.range(0, journeys).mapToObj(i -> raceOfTwo(states.get(i), code(i))).toList();

    // Then
    assertThat(answers).allSatisfy(two -> assertThat(two).containsExactlyInAnyOrder(200, 400));
    assertThat(IntStream.range(0, journeys)).allMatch(i -> exchanges("code", code(i)) == 1);
  }

  @Test
  void ofManyCreatesForOneOwnerOneWins() {
    // Given
    var integration = SlackConnections.integration(DEPLOYMENT.replica(0));

    // When
    var answers = Api.race(TrialLength.of(50, 1000), i -> create(i, integration, ""));

    // Then
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() == 409)
        .hasSize(answers.size() - 1);
    assertThat(JsonPath.from(list(integration)).getInt("totalCount")).isEqualTo(1);
  }

  @Test
  void anIdempotencyKeyIsGoodForOneCreateWhicheverReplicaSeesIt() {
    // Given
    var integration = SlackConnections.integration(DEPLOYMENT.replica(0));

    // When
    var answers = Api.race(TrialLength.of(20, 1000), i -> create(i, integration, "key-" + unique));

    // Then
    assertThat(answers).extracting(HttpResponse::statusCode).contains(201).isSubsetOf(201, 409);
    var replayed =
        IntStream.range(0, 2)
            .mapToObj(i -> Api.send(create(i, integration, "key-" + unique)))
            .toList();
    assertThat(replayed).extracting(HttpResponse::statusCode).containsOnly(201);
    assertThat(replayed.get(0).body()).isEqualTo(replayed.get(1).body());
    assertThat(JsonPath.from(list(integration)).getInt("totalCount")).isEqualTo(1);
  }

  @Test
  void theLimitOfAnEnvironmentIsOneForAllReplicas() {
    // Given
    var limit =
        Map.of(
            "chat-connect.rate-limit.enabled", "true",
            "chat-connect.rate-limit.configuration.requests-per-second", "10");
    var limited =
        List.of(DEPLOYMENT.another("limited-1", limit), DEPLOYMENT.another("limited-2", limit));
    limited.forEach(ServiceProcess::launch);
    limited.forEach(ServiceProcess::awaitReady);
    var begin = System.nanoTime();

    // When
    var answers =
        Api.race(
            TrialLength.of(200, 2000),
            i -> Api.get(limited.get(i % 2), "/v1/channel-connections?limit=1"));

    // Then
    var burst = 55;
    var refilled = 10 * (1 + Duration.ofNanos(System.nanoTime() - begin).toSeconds());
    assertThat(answers).extracting(HttpResponse::statusCode).isSubsetOf(200, 429);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() == 200)
        .hasSizeBetween(burst, burst + (int) refilled);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() == 429)
        .allSatisfy(answer -> assertThat(answer.headers().firstValue("Retry-After")).isPresent());
  }

  private List<Integer> raceOfTwo(String state, String code) {
    return Api.race(2, i -> SlackJourneys.callback(DEPLOYMENT.replica(i), state, code)).stream()
        .map(HttpResponse::statusCode)
        .toList();
  }

  private String code(int i) {
    return Journeys.code("variant-a", "T" + i + unique, "U" + i + unique);
  }

  private HttpRequest create(int i, String integration, String idempotencyKey) {
    var body =
        "{'integrationIdentifier':'%s','subscriberId':'s-%s','workspace':{'id':'T1'},'auth':{'accessToken':'t'}}"
            .formatted(integration, unique);
    var request =
        Api.to(DEPLOYMENT.replica(i), "/v1/channel-connections")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.replace('\'', '"')));
    return (idempotencyKey.isEmpty() ? request : request.header("Idempotency-Key", idempotencyKey))
        .build();
  }

  private static String list(String integration) {
    return Api.send(
            Api.get(
                DEPLOYMENT.replica(1),
                "/v1/channel-connections?integrationIdentifier=" + integration))
        .body();
  }

  private static List<String> tokens(List<HttpResponse<String>> answers) {
    return answers.stream()
        .map(answer -> JsonPath.from(answer.body()).getString("data.accessToken"))
        .distinct()
        .toList();
  }

  private static int exchanges(String parameter, String value) {
    return SlackJourneys.exchanges(DEPLOYMENT.providers(), parameter, value);
  }
}
