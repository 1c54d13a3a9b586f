package dev.chatconnect.connection;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.chatconnect.ApiCalls;
import dev.chatconnect.provider.OwnHost;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static org.assertj.core.api.Assertions.assertThat;

/** Connections of one app may hold the same grant at the provider. */
@QuarkusTest
class SharedGrantTest {

  private final String token = "xoxb-standin-" + UUID.randomUUID().toString().replace("-", "");
  private String slack;

  @BeforeEach
  void newIntegration() {
    slack = integration("slack");
  }

  @Test
  void theGrantStaysWhileAnotherConnectionLivesOnIt() {
    // Given
    var gone = create(slack, "T-SHARED", "");
    create(slack, "T-SHARED", "");

    // When
    var answer = ApiCalls.delete(CONNECTIONS, gone);

    // Then
    assertOutcome(answer, "shared");
    assertThat(revocationsAtSlack()).isEmpty();
    ApiCalls.list("/v1/audit", Map.of("connectionIdentifier", gone, "type", "grant.revocation"))
        .then()
        .body("data.data.result", Matchers.contains("shared"))
        .body("data.outcome", Matchers.contains("success"));
  }

  @Test
  void theLastConnectionTakesTheGrantBack() {
    // Given
    var first = create(slack, "T-SHARED", "");
    var last = create(slack, "T-SHARED", "");
    assertOutcome(ApiCalls.delete(CONNECTIONS, first), "shared");

    // When
    var answer = ApiCalls.delete(CONNECTIONS, last);

    // Then
    assertOutcome(answer, "revoked");
    assertThat(revocationsAtSlack()).hasSize(1);
  }

  @Test
  void aConnectionWithAnotherWorkspaceDoesNotHoldTheGrant() {
    // Given
    var gone = create(slack, "T-SHARED", "");
    create(slack, "T-OTHER", "");

    // When
    var answer = ApiCalls.delete(CONNECTIONS, gone);

    // Then
    assertOutcome(answer, "revoked");
    assertThat(revocationsAtSlack()).hasSize(1);
  }

  @Test
  void aConnectionThatIsRevokedHoldsNothingAnyMore() {
    // Given
    var gone = create(slack, "T-SHARED", "");
    create(slack, "T-SHARED", ",'status':'revoked','statusReason':'app_uninstalled'");

    // When
    var answer = ApiCalls.delete(CONNECTIONS, gone);

    // Then
    assertOutcome(answer, "revoked");
    assertThat(revocationsAtSlack()).hasSize(1);
  }

  @Test
  void aConnectionWhoseTokenWasNotRenewedStillHoldsTheGrant() {
    // Given
    var gone = create(slack, "T-SHARED", "");
    create(slack, "T-SHARED", ",'status':'refresh_failed','statusReason':'invalid_grant'");

    // When
    var answer = ApiCalls.delete(CONNECTIONS, gone);

    // Then
    assertOutcome(answer, "shared");
    assertThat(revocationsAtSlack()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"G-1, ann, shared", "G-2, ann, shared", "G-1, bob, revoked", "G-2, bob, revoked"})
  void atDiscordAGrantIsThatOfItsInstaller(String guild, String installer, String outcome) {
    // Given
    var discord = integration("discord");
    var gone = create(discord, "G-1", installedBy("ann"));
    create(discord, guild, installedBy(installer));

    // When
    var answer = ApiCalls.delete(CONNECTIONS, gone);

    // Then
    assertOutcome(answer, outcome);
    assertThat(revocationsAtDiscord()).hasSize(outcome.equals("revoked") ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void atDiscordAnUnknownInstallerMayBeAnybody(boolean first) {
    // Given
    var discord = integration("discord");
    var gone = create(discord, "G-1", first ? "" : installedBy("ann"));
    create(discord, "G-2", first ? installedBy("bob") : "");

    // When
    var answer = ApiCalls.delete(CONNECTIONS, gone);

    // Then
    assertOutcome(answer, "shared");
    assertThat(revocationsAtDiscord()).isEmpty();
  }

  @Test
  void atDiscordTheLastOfAnInstallerTakesTheGrantBack() {
    // Given
    var discord = integration("discord");
    var first = create(discord, "G-1", installedBy("ann"));
    var last = create(discord, "G-2", installedBy("ann"));
    create(discord, "G-3", installedBy("ann") + ",'status':'revoked'");
    assertOutcome(ApiCalls.delete(CONNECTIONS, first), "shared");

    // When
    var answer = ApiCalls.delete(CONNECTIONS, last);

    // Then
    assertOutcome(answer, "revoked");
    assertThat(revocationsAtDiscord()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"slack, T-SHARED", "discord, G-2"})
  void whatIsOnlyClaimedHoldsNothing(String provider, String workspace) {
    // Given
    var integration = integration(provider);
    var gone = create(integration, "T-SHARED", provider.equals("slack") ? "" : installedBy("ann"));
    create(integration, workspace, ",'grant':{'claimed':true}");

    // When
    var answer = ApiCalls.delete(CONNECTIONS, gone);

    // Then
    assertOutcome(answer, "revoked");
  }

  @Test
  void whatAnImportBringsATokenForIsClaimedNoMore() {
    // Given
    var gone = create(slack, "T-SHARED", "");
    var claimed = create(slack, "T-SHARED", ",'grant':{'claimed':true}");
    var subscriber =
        ApiCalls.get(CONNECTIONS, claimed).then().extract().<String>path("data.subscriberId");
    take(claimed, slack, subscriber, "T-SHARED", ",'updatedAt':'2100-01-01T00:00:00Z'");

    // When
    var answer = ApiCalls.delete(CONNECTIONS, gone);

    // Then
    assertOutcome(answer, "shared");
  }

  @Test
  void webexTakesNothingBackWhoeverElseIsThere() {
    // Given
    var webex = integration("webex-messaging");
    var gone = create(webex, "ORG", "");
    create(webex, "ORG", "");

    // When
    var answer = ApiCalls.delete(CONNECTIONS, gone);

    // Then
    assertOutcome(answer, "unsupported");
  }

  private static String integration(String providerId) {
    return ApiCalls.integration(providerId, "chat", "{'clientId':'1.2','secretKey':'secret'}")
        .identifier();
  }

  /** A connection as an import brings it, with all that a journey would have told. */
  private String create(String integration, String workspace, String more) {
    var identifier = "grant-" + UUID.randomUUID();
    take(identifier, integration, UUID.randomUUID().toString(), workspace, more);
    ApiCalls.get(CONNECTIONS, identifier).then().statusCode(200);
    return identifier;
  }

  private void take(
      String identifier, String integration, String subscriber, String workspace, String more) {
    var line =
        "{'identifier':'%s','integrationIdentifier':'%s','subscriberId':'%s','workspace':{'id':'%s'},'auth':{'accessToken':'%s'}%s}"
            .formatted(identifier, integration, subscriber, workspace, token, more);
    ApiCalls.caller()
        .contentType("application/octet-stream")
        .body(line.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
        .post("/v1/transfer")
        .then()
        .statusCode(200);
  }

  private static String installedBy(String user) {
    return ",'grant':{'installerId':'" + user + "'}";
  }

  private static void assertOutcome(Response answer, String outcome) {
    answer.then().statusCode(204);
    assertThat(answer.header("Chat-Connect-Revocation")).isEqualTo(outcome);
  }

  private List<LoggedRequest> revocationsAtSlack() {
    return OwnHost.wireMock()
        .find(
            postRequestedFor(urlPathEqualTo("/api/auth.revoke"))
                .withHeader("Authorization", equalTo("Bearer " + token)));
  }

  private List<LoggedRequest> revocationsAtDiscord() {
    return OwnHost.wireMock()
        .find(
            postRequestedFor(urlPathEqualTo("/discord/api/oauth2/token/revoke"))
                .withFormParam("token", equalTo(token)));
  }
}
