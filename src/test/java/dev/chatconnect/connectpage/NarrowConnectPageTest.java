package dev.chatconnect.connectpage;

import java.util.Map;
import java.util.stream.IntStream;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.connect.Journeys.query;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.unique;
import static org.assertj.core.api.Assertions.assertThat;

/** What a visitor is told where there is little room, and a provider is left alone soon. */
@QuarkusTest
@TestProfile(NarrowConnectPageTest.Narrow.class)
class NarrowConnectPageTest {

  private static final int SHARE = 3;
  private static final int FAILURES = 2;

  /** Few journeys at once, and few failures of a provider. */
  public static class Narrow implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "chat-connect.oauth.max-pending-per-subscriber",
          Integer.toString(SHARE),
          "chat-connect.providers.circuit-breaker.request-volume",
          Integer.toString(FAILURES),
          "chat-connect.providers.circuit-breaker.delay",
          "10m");
    }
  }

  private String integration;
  private Visitor visitor;

  @BeforeEach
  void openThePage() {
    integration = slackIntegration();
    visitor = Visitor.of(unique("subscriber-"), integration);
  }

  @Test
  void aProviderThatIsLeftAloneIsNotAnswering() {
    // Given
    IntStream.range(0, FAILURES).forEach(ignored -> journey("code=status-500"));

    // When
    var back = journey("code=variant-a-T1-U1");

    // Then
    assertThat(query(back.header("Location")))
        .containsEntry("error", "circuit_open")
        .containsEntry("journeyProblem", "journey-provider-limited");
    assertThat(visitor.follow(back.header("Location")).asString())
        .contains("role=\"alert\"", "Slack is not answering. Wait a minute and try again.");
  }

  @Test
  void whoBeginsTooMuchIsToldToWait() {
    // Given
    IntStream.range(0, SHARE).forEach(ignored -> begin());

    // When
    var more = begin();

    // Then
    assertThat(query(more.header("Location"))).containsEntry("error", "own-journeys-too-many");
    assertThat(visitor.follow(more.header("Location")).asString())
        .contains("role=\"alert\"", "We have a short outage. Wait a minute and try again.");
  }

  private Response journey(String outcome) {
    var state = query(begin().header("Location")).get("state");
    return visitor.comeBack(state, outcome);
  }

  private Response begin() {
    return visitor.send("connect", Map.of("app", integration));
  }
}
