package dev.chatconnect.connect;

import java.util.Map;

import dev.chatconnect.provider.slack.StandIn;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.chatconnect.connect.Journeys.CALLBACK;
import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.get;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

/** What the browser is told when Slack refuses, limits, breaks off or talks nonsense. */
@QuarkusTest
@TestProfile(ProviderFaultsTest.Impatient.class)
class ProviderFaultsTest {

  /** Waits a moment only, and never leaves Slack alone. */
  public static class Impatient implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "chat-connect.providers.call-timeout",
          "1500ms",
          "chat-connect.providers.circuit-breaker.request-volume",
          "1000");
    }
  }

  private final String subscriber = unique("subscriber-");

  @ParameterizedTest
  @CsvSource({
    "error-invalid_code, 400, That did not work,",
    "error-code_already_used, 400, That did not work,",
    "error-something_new, 400, That did not work,",
    "error-account_inactive, 400, That did not work,",
    "error-access_denied, 403, Nothing was connected,",
    "error-invalid_client_id, 400, The app is not set up correctly,",
    "error-bad_client_secret, 400, The app is not set up correctly,",
    "error-bad_redirect_uri, 400, The app is not set up correctly,",
    "error-pkce_not_allowed, 400, We couldn&#39;t set up Slack,",
    "error-no_scopes, 400, The app is not set up correctly,",
    "error-oauth_authorization_url_mismatch, 400, The app is not set up correctly,",
    "error-service_unavailable, 502, Slack is not answering,",
    "error-fatal_error, 502, Slack is not answering,",
    "error-internal_error, 502, Slack is not answering,",
    "error-ratelimited, 502, Slack is not answering,",
    "status-429, 503, Slack is not answering, 7",
    "status-500, 502, Slack is not answering,",
    "status-503, 503, Slack is not answering, 30",
    "reset, 502, Slack is not answering,",
    "garbage, 502, Slack is not answering,",
    "slow, 502, Slack is not answering,",
    "drip, 502, Slack is not answering,",
    "oversized, 502, Slack is not answering,",
    "oversized-chunked, 502, Slack is not answering,",
    "html, 502, Slack is not answering,",
    "redirect, 502, Slack is not answering,",
    "empty, 502, Slack is not answering,",
    "not-json, 502, Slack is not answering,",
  })
  void everyFaultHasItsStatusAndPageAndEndsTheJourney(
      String fault, int status, String heading, String retryAfter) {
    // Given
    var state = state(Journeys.of(slackIntegration(), subscriber, Map.of("autoLinkUser", true)));
    var code = StandIn.unique(fault);

    // When
    var page = callback(state, code);

    // Then
    page.then()
        .statusCode(status)
        .contentType("text/html")
        .body(containsString("data-state=\"error\""))
        .body(containsString(">" + heading + "</h1>"))
        .body(matchesPattern("(?s).*Reference: <code>[0-9a-z]{10}</code>.*"));
    assertThat(page.header("Retry-After")).isEqualTo(retryAfter);
    assertThat(page.asString().contains("http://localhost:8080" + CALLBACK))
        .isEqualTo(heading.contains("set up"));
    assertThat(StandIn.exchangesOf(code)).hasSize(1);
    callback(state, code).then().statusCode(400).body(containsString("no longer works"));
    assertThat(StandIn.exchangesOf(code)).hasSize(1);
    get("/v1/channel-connections?subscriberId={s}", subscriber).then().body("data", hasSize(0));
    get("/v1/channel-endpoints?subscriberId={s}", subscriber).then().body("data", hasSize(0));
  }
}
