package dev.chatconnect.process;

import java.time.Instant;
import java.util.UUID;

import io.restassured.path.json.JsonPath;

import static org.assertj.core.api.Assertions.assertThat;

/** Slack integrations and connections with tokens that rotate, made over the API. */
final class SlackConnections {

  static final String FORMER_TOKEN = "xoxe.xoxb-standin-former";

  private SlackConnections() {}

  /** Identifier of a new Slack integration. */
  static String integration(ServiceProcess replica) {
    var identifier = "slack-" + UUID.randomUUID();
    var answer =
        Api.send(
            Api.post(
                replica,
                "/v1/integrations",
                "{'providerId':'slack','channel':'chat','active':true,'identifier':'%s','credentials':{'clientId':'1111.2222','secretKey':'app-client-secret'}}"
                    .formatted(identifier)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return identifier;
  }

  /** Identifier of a new connection whose access token ends at this time. */
  static String expiring(ServiceProcess replica, String refreshToken, Instant end) {
    var answer =
        Api.send(
            Api.post(
                replica,
                "/v1/channel-connections",
                "{'integrationIdentifier':'%s','subscriberId':'%s','workspace':{'id':'T9TK3CUKW'},'auth':{'accessToken':'%s','refreshToken':'%s','expiresAt':'%s'}}"
                    .formatted(
                        integration(replica), UUID.randomUUID(), FORMER_TOKEN, refreshToken, end)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JsonPath.from(answer.body()).getString("data.identifier");
  }
}
