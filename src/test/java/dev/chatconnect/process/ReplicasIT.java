package dev.chatconnect.process;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import com.github.tomakehurst.wiremock.client.WireMock;
import dev.chatconnect.connect.Journeys;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Two replicas on one Redis behave as one service. */
class ReplicasIT {

  @RegisterExtension
  static final Deployment DEPLOYMENT =
      Deployment.of(2).with("chat-connect.tokens.sweep-every", "off");

  private final String unique = UUID.randomUUID().toString().replace("-", "");

  @Test
  void fiftyCallersOnTwoReplicasWithAnExpiredTokenMakeOneRefreshAndGetOneAnswer() {
    // Given
    var refreshToken = "xoxe-standin-" + unique;
    var identifier = SlackConnections.expiring(DEPLOYMENT.replica(0), refreshToken, Instant.EPOCH);

    // When
    var answers =
        Api.race(
            50,
            i ->
                Api.post(
                    DEPLOYMENT.replica(i), "/v1/channel-connections/" + identifier + "/token", ""));

    // Then
    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
    assertThat(tokens(answers)).hasSize(1).doesNotContain(SlackConnections.FORMER_TOKEN);
    assertThat(exchanges("refresh_token", refreshToken)).isEqualTo(1);
  }

  @Test
  void ofTwoHundredCallbacksWithOneStateOneEndsTheJourney() {
    // Given
    var integration = SlackConnections.integration(DEPLOYMENT.replica(0));
    var state = Journeys.query(urlFor(integration)).get("state");
    var code = Journeys.code("variant-a", "T" + unique, "U" + unique);

    // When
    var answers =
        Api.race(
            200,
            i ->
                Api.get(
                    DEPLOYMENT.replica(i),
                    Journeys.CALLBACK + "?code=" + code + "&state=" + state));

    // Then
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 400).hasSize(199);
    assertThat(exchanges("code", code)).isEqualTo(1);
  }

  @Test
  void ofFiftyCreatesForOneOwnerOneWins() {
    // Given
    var integration = SlackConnections.integration(DEPLOYMENT.replica(0));

    // When
    var answers = Api.race(50, i -> create(i, integration, ""));

    // Then
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 409).hasSize(49);
    assertThat(JsonPath.from(list(integration)).getInt("totalCount")).isEqualTo(1);
  }

  @Test
  void anIdempotencyKeyIsGoodForOneCreateWhicheverReplicaSeesIt() {
    // Given
    var integration = SlackConnections.integration(DEPLOYMENT.replica(0));

    // When
    var answers = Api.race(20, i -> create(i, integration, "key-" + unique));

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

  private String urlFor(String integration) {
    var answer =
        Api.send(
            Api.post(
                DEPLOYMENT.replica(0),
                "/v1/integrations/channel-connections/oauth",
                "{'integrationIdentifier':'%s','subscriberId':'s-%s'}"
                    .formatted(integration, unique)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JsonPath.from(answer.body()).getString("data.url");
  }

  private static List<String> tokens(List<HttpResponse<String>> answers) {
    return answers.stream()
        .map(answer -> JsonPath.from(answer.body()).getString("data.accessToken"))
        .distinct()
        .toList();
  }

  private static int exchanges(String parameter, String value) {
    return DEPLOYMENT
        .providers()
        .findAll(
            WireMock.postRequestedFor(WireMock.urlPathEqualTo("/api/oauth.v2.access"))
                .withFormParam(parameter, WireMock.equalTo(value)))
        .size();
  }
}
