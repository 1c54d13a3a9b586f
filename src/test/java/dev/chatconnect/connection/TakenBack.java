package dev.chatconnect.connection;

import java.util.Map;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.provider.OwnHost;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.hamcrest.Matchers.contains;

/** Whether the grant of a removed connection to Slack was taken back. */
final class TakenBack {

  private TakenBack() {}

  /** Requires that Slack was asked once to revoke the token, and that the audit log says so. */
  static void require(String connection, String token) {
    OwnHost.wireMock()
        .verifyThat(
            1,
            postRequestedFor(urlPathEqualTo("/api/auth.revoke"))
                .withHeader("Authorization", equalTo("Bearer " + token)));
    ApiCalls.list(
            "/v1/audit", Map.of("connectionIdentifier", connection, "type", "grant.revocation"))
        .then()
        .body("data.data.result", contains("revoked"));
  }
}
