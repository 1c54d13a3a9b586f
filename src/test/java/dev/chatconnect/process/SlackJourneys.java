package dev.chatconnect.process;

import java.net.http.HttpRequest;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import dev.chatconnect.connect.Journeys;
import io.restassured.path.json.JsonPath;

import static org.assertj.core.api.Assertions.assertThat;

/** Journeys to Slack over the API of a replica, and what Slack saw of them. */
final class SlackJourneys {

  private SlackJourneys() {}

  /** The state of a new journey. */
  static String state(ServiceProcess replica, String integration, String subscriber) {
    var answer =
        Api.send(
            Api.post(
                replica,
                "/v1/integrations/channel-connections/oauth",
                "{'integrationIdentifier':'%s','subscriberId':'%s'}"
                    .formatted(integration, subscriber)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Journeys.query(JsonPath.from(answer.body()).getString("data.url")).get("state");
  }

  /** The browser that comes back from the provider. */
  static HttpRequest callback(ServiceProcess replica, String state, String code) {
    return Api.get(replica, Journeys.CALLBACK + "?code=" + code + "&state=" + state);
  }

  /** How often a code, or a refresh token, was sent. */
  static int exchanges(WireMockServer slack, String parameter, String value) {
    return slack
        .findAll(
            WireMock.postRequestedFor(WireMock.urlPathEqualTo("/api/oauth.v2.access"))
                .withFormParam(parameter, WireMock.equalTo(value)))
        .size();
  }
}
