package dev.chatconnect.process;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.github.tomakehurst.wiremock.client.WireMock;
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
    assertThat(refreshes(refreshToken)).isEqualTo(1);
  }

  private static List<String> tokens(List<HttpResponse<String>> answers) {
    return answers.stream()
        .map(answer -> JsonPath.from(answer.body()).getString("data.accessToken"))
        .distinct()
        .toList();
  }

  private static int refreshes(String refreshToken) {
    return DEPLOYMENT
        .providers()
        .findAll(
            WireMock.postRequestedFor(WireMock.urlPathEqualTo("/api/oauth.v2.access"))
                .withFormParam("refresh_token", WireMock.equalTo(refreshToken)))
        .size();
  }
}
