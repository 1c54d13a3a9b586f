package dev.chatconnect.connect;

import java.util.Map;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.connect.Journeys.CALLBACK;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** A post-connect redirect that already holds what only the journey may say. */
@QuarkusTest
@TestProfile(RedirectAfterwardsTest.WithAllowList.class)
class ForeignOutcomeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status=success&tab=a%20b&connectionIdentifier=x&error&errorReference=mine",
        "%73tatus=success&tab=a%20b&connectionIdentifie%72=x&%65rror&errorReferenc%65=mine",
        "status[]=success&tab=a%20b&connectionIdentifier%5B%5D=x&+error&ERRORREFERENCE=mine",
        "tab=a%20b;status=success;connectionIdentifier=x;error;errorReference=mine",
      })
  void anOutcomeInTheRedirectUrlIsReplaced(String query) {
    // Given
    var state =
        state(
            Map.of(
                "integrationIdentifier",
                slackIntegration(),
                "subscriberId",
                UUID.randomUUID().toString(),
                "redirectUrl",
                "https://app.example.com/done?" + query));

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
