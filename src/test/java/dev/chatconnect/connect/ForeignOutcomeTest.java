package dev.chatconnect.connect;

import java.util.Map;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.connect.Journeys.CALLBACK;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** A post-connect redirect that already holds what only the journey may say. */
@QuarkusTest
@TestProfile(ForeignOutcomeTest.WithAllowList.class)
class ForeignOutcomeTest {

  /** One origin to return to. */
  public static class WithAllowList implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("chat-connect.oauth.redirect-allow-list", "https://app.example.com");
    }
  }

  @Test
  void anOutcomeInTheRedirectUrlIsReplaced() {
    // Given
    var state =
        state(
            Map.of(
                "integrationIdentifier",
                slackIntegration(),
                "subscriberId",
                UUID.randomUUID().toString(),
                "redirectUrl",
                "https://app.example.com/done?status=success&tab=a%20b&connectionIdentifier=x&error&errorReference=mine"));

    // When
    var answer =
        given()
            .redirects()
            .follow(false)
            .queryParam("error", "access_denied")
            .queryParam("state", state)
            .get(CALLBACK);

    // Then
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.header("Location"))
        .startsWith(
            "https://app.example.com/done?tab=a%20b&status=error&error=access_denied&errorReference=")
        .doesNotContain("mine");
  }
}
