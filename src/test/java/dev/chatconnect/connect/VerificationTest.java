package dev.chatconnect.connect;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import dev.chatconnect.LogCapture;
import dev.chatconnect.provider.slack.StandIn;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.connect.Journeys.CALLBACK;
import static dev.chatconnect.connect.Journeys.browser;
import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.callbackWith;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.get;
import static dev.chatconnect.connect.Journeys.linkState;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static dev.chatconnect.connect.Verifications.confirm;
import static dev.chatconnect.connect.Verifications.flowId;
import static dev.chatconnect.connect.WithVerifier.OTHER_KEY;
import static dev.chatconnect.connect.WithVerifier.VERIFIER;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

/** A code is exchanged only after the application confirmed who finished the journey. */
@QuarkusTest
@TestProfile(WithVerifier.class)
class VerificationTest {

  private final String subscriber = unique("subscriber-");
  private final String identifier = unique("chconn-");
  private final String workspace = unique("T");
  private final String code = code("variant-a", workspace, unique("U"));
  private String integration;

  @BeforeEach
  void demandVerification() {
    integration = slackIntegration(Map.of("verifierUrl", VERIFIER + "?from=chat&flowId=x"));
  }

  @Test
  void theCallbackSendsTheBrowserToTheApplicationAndExchangesNothing() {
    // Given
    var state = state(journey());

    // When
    var answer = callback(state, code);

    // Then
    answer
        .then()
        .statusCode(302)
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer");
    assertThat(answer.header("Location"))
        .matches("https://app\\.example\\.com/verify\\?from=chat&flowId=[A-Za-z0-9_-]{43}");
    assertThat(StandIn.exchangesOf(code)).isEmpty();
    connection().then().statusCode(404);
  }

  @Test
  void theSubscriberWhomItWasStartedForIsConnected() {
    // Given
    var flowId = flowId(callback(state(journey()), code));

    // When
    var answer = confirm(flowId, subscriber);

    // Then
    answer
        .then()
        .statusCode(200)
        .body("data", equalTo(Map.of("status", "connected", "connectionIdentifier", identifier)));
    assertThat(StandIn.exchangesOf(code)).hasSize(1);
    connection()
        .then()
        .statusCode(200)
        .body("data.subscriberId", equalTo(subscriber))
        .body("data.workspace.id", equalTo(workspace));
  }

  @Test
  void anotherSubscriberGetsNothingAndTheCodeIsDropped() {
    // Given
    var flowId = flowId(callback(state(journey()), code));

    // When
    var answer = confirm(flowId, unique("victim-"));

    // Then
    answer
        .then()
        .statusCode(403)
        .body("message", containsString("was not started for this subscriber"));
    confirm(flowId, subscriber).then().statusCode(404);
    assertThat(StandIn.exchangesOf(code)).isEmpty();
    connection().then().statusCode(404);
    get("/v1/audit?subscriberId={s}", subscriber)
        .then()
        .body("data.type", contains("journey.failed"))
        .body("data[0].data.reason", equalTo("verification-mismatch"));
  }

  @Test
  void aMismatchIsRecordedAndNoSecretIsLogged() {
    // Given
    var state = state(journey());
    try (var log = LogCapture.start()) {
      var flowId = flowId(callback(state, code));

      // When
      confirm(flowId, unique("victim-")).then().statusCode(403);
      confirm(flowId(callback(state(journey()), code)), subscriber).then().statusCode(200);

      // Then
      assertThat(log.lines())
          .anyMatch(line -> line.contains("event=journey_verification_mismatch provider=slack"))
          .anyMatch(line -> line.contains("event=journey_finished provider=slack"))
          .noneMatch(line -> line.contains(code) || line.contains(state) || line.contains(flowId));
    }
  }

  @Test
  void aMismatchIsInTheAuditLog() {
    // Given
    var flowId = flowId(callback(state(journey()), code));

    // When
    confirm(flowId, unique("victim-")).then().statusCode(403);

    // Then
    var log = get("/v1/audit?subscriberId={s}", subscriber);
    log.then()
        .body("data", hasSize(1))
        .body("data[0].type", equalTo("journey.failed"))
        .body("data[0].outcome", equalTo("failure"))
        .body("data[0].data.reason", equalTo("verification-mismatch"))
        .body("data[0].data.status", equalTo(403));
    assertThat(log.asString()).doesNotContain(code).doesNotContain(flowId);
  }

  @Test
  void exactlyOneOfFiftyConfirmationsAtOnceExchangesTheCode() {
    // Given
    var flowId = flowId(callback(state(journey()), code));

    // When
    var calls =
        IntStream.range(0, 50).mapToObj(i -> Verifications.send(flowId, subscriber)).toList();
    var answers = calls.stream().map(CompletableFuture::join).toList();

    // Then
    assertThat(answers.stream().filter(answer -> answer.statusCode() == 200)).hasSize(1);
    assertThat(answers.stream().map(HttpResponse::statusCode).filter(status -> status == 404))
        .hasSize(49);
    assertThat(StandIn.exchangesOf(code)).hasSize(1);
  }

  @Test
  void unknownUsedMalformedAndForeignFlowsLookTheSame() {
    // Given
    var used = flowId(callback(state(journey()), code));
    confirm(used, subscriber).then().statusCode(200);
    var pending = flowId(callback(state(journey()), code));
    var body = Map.<String, Object>of("subscriberId", subscriber);

    // When
    var answers =
        List.of(
            confirm(used, body),
            confirm("A".repeat(43), body),
            confirm("short", body),
            confirm("x".repeat(2_000), body),
            confirm(given().header("Authorization", "ApiKey " + OTHER_KEY), pending, body));

    // Then
    assertThat(answers).extracting(Response::statusCode).containsOnly(404);
    assertThat(answers.stream().map(answer -> answer.<String>path("message")).distinct())
        .containsExactly("This flow is unknown, expired or already confirmed");
    confirm(pending, subscriber).then().statusCode(200);
  }

  @Test
  void nobodyConfirmsWithoutAnApiKey() {
    // Given
    var flowId = flowId(callback(state(journey()), code));

    // When
    var answer = confirm(given(), flowId, Map.of("subscriberId", subscriber));

    // Then
    answer.then().statusCode(401);
    confirm(flowId, subscriber).then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"subscriberId\":\"\"}", "{\"subscriberId\":7}", "[]", ""})
  void aConfirmationThatNamesNobodyIsRefusedAndUsesNothingUp(String body) {
    // Given
    var flowId = flowId(callback(state(journey()), code));

    // When
    var answer =
        Verifications.caller()
            .contentType("application/json")
            .body(body)
            .post(Verifications.CONFIRM, flowId);

    // Then
    answer
        .then()
        .statusCode(422)
        .body("errors.general.messages[0]", containsString("subscriberId"));
    confirm(flowId, subscriber).then().statusCode(200);
  }

  @Test
  void askingForTheHeadersHoldsNothing() {
    // Given
    var state = state(journey());

    // When
    var head = browser().head(CALLBACK + "?code=" + code + "&state=" + state);

    // Then
    head.then().statusCode(200);
    assertThat(head.header("Location")).isNull();
    confirm(flowId(callback(state, code)), subscriber).then().statusCode(200);
  }

  @Test
  void aReplayedCallbackHoldsNothingMore() {
    // Given
    var state = state(journey());
    var flowId = flowId(callback(state, code));

    // When
    var replay = callback(state, code);

    // Then
    replay.then().statusCode(400).body(containsString("This link no longer works"));
    confirm(flowId, subscriber).then().statusCode(200);
    assertThat(StandIn.exchangesOf(code)).hasSize(1);
  }

  @Test
  void aDenialEndsWithoutTheApplication() {
    // Given
    var state = state(journey());

    // When
    var answer = callbackWith("error=access_denied&state=" + state);

    // Then
    answer.then().statusCode(403).body(containsString("Nothing was connected"));
  }

  @Test
  void aDenialGoesWhereTheJourneyEnds() {
    // Given
    var state = state(journey(Map.of("redirectUrl", "https://app.example.com/done")));

    // When
    var answer = callbackWith("error=access_denied&state=" + state);

    // Then
    answer.then().statusCode(302);
    assertThat(answer.header("Location"))
        .startsWith(
            "https://app.example.com/done?status=error&error=access_denied&errorReference=");
  }

  @Test
  void theAnswerSaysWhereTheJourneyEnds() {
    // Given
    var journey = journey(Map.of("redirectUrl", "https://app.example.com/done?tab=chat"));
    var flowId = flowId(callback(state(journey), code));

    // When
    var answer = confirm(flowId, subscriber);

    // Then
    answer
        .then()
        .statusCode(200)
        .body(
            "data.redirectUrl",
            equalTo(
                "https://app.example.com/done?tab=chat&status=success&connectionIdentifier="
                    + identifier));
  }

  @ParameterizedTest
  @CsvSource({
    "error-invalid_code, 400",
    "error-bad_client_secret, 400",
    "status-429, 503",
    "status-500, 502",
  })
  void aFailedExchangeIsAnErrorOfTheCatalogueAndSpendsTheFlow(String kind, int status) {
    // Given
    var spent = StandIn.unique(kind);
    var flowId = flowId(callback(state(journey()), spent));

    // When
    var answer = confirm(flowId, subscriber);

    // Then
    answer.then().statusCode(status).body("statusCode", equalTo(status));
    assertThat(answer.asString()).doesNotContain(spent);
    confirm(flowId, subscriber).then().statusCode(404);
    assertThat(StandIn.exchangesOf(spent)).hasSize(1);
  }

  @Test
  void anIdempotencyKeyGetsTheAnswerAgain() {
    // Given
    var flowId = flowId(callback(state(journey()), code));
    var body = Map.<String, Object>of("subscriberId", subscriber);
    var key = unique("key-");
    var first = confirm(Verifications.caller().header("Idempotency-Key", key), flowId, body);

    // When
    var second = confirm(Verifications.caller().header("Idempotency-Key", key), flowId, body);

    // Then
    first.then().statusCode(200);
    second.then().statusCode(200).header("Idempotency-Replay", "true");
    assertThat(second.asString()).isEqualTo(first.asString());
    assertThat(StandIn.exchangesOf(code)).hasSize(1);
  }

  @Test
  void aJourneyOfNobodyInParticularIsConfirmedByItsContext() {
    // Given
    var tenant = unique("tenant-");
    var journey =
        Map.<String, Object>of(
            "integrationIdentifier",
            integration,
            "connectionIdentifier",
            identifier,
            "context",
            Map.of("tenant", tenant));
    var owners =
        List.<Map<String, Object>>of(
            Map.of("subscriberId", subscriber),
            Map.of("context", Map.of("tenant", "other")),
            Map.of("subscriberId", subscriber, "context", Map.of("tenant", tenant)),
            Map.of("context", Map.of("tenant", tenant, "team", "red")));
    for (var owner : owners) {
      confirm(flowId(callback(state(journey), code)), owner).then().statusCode(403);
    }
    assertThat(StandIn.exchangesOf(code)).isEmpty();

    // When
    var answer =
        confirm(
            flowId(callback(state(journey), code)), Map.of("context", Map.of("tenant", tenant)));

    // Then
    answer.then().statusCode(200);
    connection().then().body("data.subscriberId", nullValue());
  }

  @Test
  void aContextThatIsNamedBesideTheSubscriberHasToFitToo() {
    // Given
    var journey = journey(Map.of("context", Map.of("tenant", "acme", "team", "red")));
    var wrong =
        Map.<String, Object>of("subscriberId", subscriber, "context", Map.of("tenant", "acme"));
    confirm(flowId(callback(state(journey), code)), wrong).then().statusCode(403);
    var right =
        Map.<String, Object>of(
            "subscriberId", subscriber, "context", Map.of("team", "red", "tenant", "acme"));

    // When
    var answer = confirm(flowId(callback(state(journey), code)), right);

    // Then
    answer.then().statusCode(200);
  }

  @Test
  void aLinkIsConfirmedLikeAConnection() {
    // Given
    var state = linkState(Journeys.of(integration, subscriber));
    var flowId = flowId(callback(state, code("variant-c", workspace, unique("U"))));
    endpoints().then().body("data", hasSize(0));

    // When
    var answer = confirm(flowId, subscriber);

    // Then
    answer.then().statusCode(200).body("data", equalTo(Map.of("status", "connected")));
    endpoints().then().body("data", hasSize(1)).body("data[0].type", equalTo("slack_user"));
  }

  @Test
  void theInstallerIsLinkedInTheSameConfirmation() {
    // Given
    var flowId = flowId(callback(state(journey(Map.of("autoLinkUser", true))), code));

    // When
    var answer = confirm(flowId, subscriber);

    // Then
    answer.then().statusCode(200).body("data.nextUrl", nullValue());
    endpoints().then().body("data[0].connectionIdentifier", equalTo(identifier));
  }

  @Test
  void aWebhookIsConfirmedLikeAConnection() {
    // Given
    var journey = journey(Map.of("scope", List.of("incoming-webhook")));
    var flowId = flowId(callback(state(journey), code("variant-e", workspace, unique("U"))));
    endpoints().then().body("data", hasSize(0));

    // When
    var answer = confirm(flowId, subscriber);

    // Then
    answer.then().statusCode(200);
    endpoints().then().body("data", hasSize(1)).body("data[0].type", equalTo("webhook"));
  }

  @Test
  void anIntegrationThatWasRemovedMeanwhileExchangesNothing() {
    // Given
    var flowId = flowId(callback(state(journey()), code));
    String id =
        get("/v1/integrations").path("data.find { it.identifier == '" + integration + "' }._id");
    Verifications.caller().delete("/v1/integrations/{id}", id).then().statusCode(200);

    // When
    var answer = confirm(flowId, subscriber);

    // Then
    answer.then().statusCode(400).body("message", containsString("removed or switched off"));
    assertThat(StandIn.exchangesOf(code)).isEmpty();
  }

  @Test
  void withoutAVerifierNothingIsHeld() {
    // Given
    var state = state(Journeys.of(slackIntegration(), subscriber));

    // When
    var answer = callback(state, code);

    // Then
    answer.then().statusCode(200);
    assertThat(StandIn.exchangesOf(code)).hasSize(1);
  }

  private Map<String, Object> journey() {
    return journey(Map.of());
  }

  private Map<String, Object> journey(Map<String, Object> more) {
    var body = Journeys.of(integration, subscriber, more);
    body.put("connectionIdentifier", identifier);
    return body;
  }

  private Response connection() {
    return get("/v1/channel-connections/{id}", identifier);
  }

  private Response endpoints() {
    return get("/v1/channel-endpoints?subscriberId={s}", subscriber);
  }
}
