package dev.chatconnect.metrics;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.connect.Journeys;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.environment.Tenants;
import dev.chatconnect.inbox.Subscribers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.callbackWith;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** What each thing that happens adds to the metrics. */
@QuarkusTest
class MetricsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Inject Watches watches;
  @Inject Environments environments;

  private final String subscriber = unique("subscriber-");
  private Scrape before;

  @BeforeEach
  void scrape() {
    before = Scrape.now();
  }

  @Test
  void aJourneyIsCountedFromItsUrlToItsEnd() {
    // When
    callback(
            state(Journeys.of(slackIntegration(), subscriber)),
            code("variant-a", unique("T"), unique("U")))
        .then()
        .statusCode(200);

    // Then
    assertMore("chat_connect_journeys_started_total", "provider", "slack", "mode", "connect");
    assertMore("chat_connect_journeys_finished_total", "provider", "slack", "mode", "connect");
    assertMore("chat_connect_journey_duration_seconds_count", "provider", "slack");
    assertMore(
        "chat_connect_provider_calls_seconds_count",
        "provider",
        "slack",
        "operation",
        "exchange",
        "outcome",
        "success");
    assertMore(
        "chat_connect_redis_operations_seconds_count", "operation", "commit", "outcome", "success");
    assertMore(
        "chat_connect_redis_operations_seconds_bucket",
        "operation",
        "commit",
        "outcome",
        "success",
        "le",
        "+Inf");
  }

  @Test
  void aJourneyThatFailsIsCountedByTheCatalogue() {
    // Given
    var integration = slackIntegration();

    // When
    callbackWith("error=access_denied&state=" + state(Journeys.of(integration, subscriber)));
    callback(state(Journeys.of(integration, subscriber)), "error-invalid_code");
    callback("A".repeat(43), "any");

    // Then
    assertFailed("slack", "journey-cancelled");
    assertFailed("slack", "journey-refused");
    assertFailed("unknown", "journey-unknown");
    assertMore("chat_connect_errors_total", "code", "journey-unknown");
    assertMore(
        "chat_connect_provider_calls_seconds_count",
        "provider",
        "slack",
        "operation",
        "exchange",
        "outcome",
        "spent_code");
  }

  @Test
  void aJourneyThatIsUnderWayShowsAtTheNextLook() {
    // Given
    watches.look().await().atMost(PATIENCE);
    var pending = Scrape.now().sum("chat_connect_journeys_pending", "environment", environment());
    state(Journeys.of(slackIntegration(), subscriber));

    // When
    watches.look().await().atMost(PATIENCE);

    // Then
    assertThat(Scrape.now().sum("chat_connect_journeys_pending", "environment", environment()))
        .isGreaterThan(pending);
  }

  @Test
  void everyWebhookShowsWhatItHasNotDelivered() {
    // When
    watches.look().await().atMost(PATIENCE);

    // Then
    assertThat(Scrape.now().samples())
        .hasEntrySatisfying(
            "chat_connect_webhook_backlog{environment=\"%s\",webhook=\"main\"}"
                .formatted(Tenants.withKey(environments, "hooked-secret-key").id()),
            backlog -> assertThat(backlog).isNotNaN());
  }

  @Test
  void aRepeatedRequestIsCountedAsSuch() {
    // Given
    var integration = ApiCalls.integration("slack");
    var key = UUID.randomUUID().toString();
    var first = body("{'integrationIdentifier':'%s'}".formatted(integration.identifier()));
    first.put("subscriberId", subscriber);
    first.putObject("workspace").put("id", "T1");
    first.putObject("auth").put("accessToken", "xoxb-1");
    var other = first.deepCopy().put("subscriberId", unique("other-"));

    // When
    create(key, first.toString(), 201);
    create(key, first.toString(), 201);
    create(key, other.toString(), 422);

    // Then
    assertMore("chat_connect_idempotency_requests_total", "outcome", "first");
    assertMore("chat_connect_idempotency_requests_total", "outcome", "replayed");
    assertMore("chat_connect_idempotency_requests_total", "outcome", "other_body");
  }

  @Test
  void aSessionIsCounted() {
    // When
    Subscribers.token(subscriber);

    // Then
    assertMore("chat_connect_sessions_total", "outcome", "begun");
  }

  @Test
  void aForgedEventOfAProviderIsCounted() {
    // When
    given()
        .contentType(ContentType.JSON)
        .body("{}")
        .post("/v1/providers/slack/events")
        .then()
        .statusCode(401);

    // Then
    assertMore(
        "chat_connect_provider_events_total",
        "provider",
        "slack",
        "notice",
        "unverified",
        "outcome",
        "refused");
  }

  @Test
  void aRequestIsCountedByTheTemplateOfItsRoute() {
    // When
    Journeys.get(CONNECTIONS + "/" + unique("unknown-")).then().statusCode(404);
    Journeys.get(CONNECTIONS + "?limit=1").then().statusCode(200);

    // Then
    assertMore(
        "http_server_requests_seconds_bucket",
        "uri",
        "/v1/channel-connections/{identifier}",
        "status",
        "404",
        "le",
        "10.0");
    assertMore(
        "http_server_requests_seconds_count",
        "uri",
        "/v1/channel-connections",
        "status",
        "200",
        "method",
        "GET");
  }

  private String environment() {
    return Tenants.withKey(environments, "dev-secret-key").id();
  }

  private static void create(String key, String body, int status) {
    given()
        .headers(new HashMap<>(Map.of("Authorization", Journeys.API_KEY, "Idempotency-Key", key)))
        .contentType(ContentType.JSON)
        .body(body)
        .post(CONNECTIONS)
        .then()
        .statusCode(status);
  }

  private void assertFailed(String provider, String reason) {
    assertMore("chat_connect_journeys_failed_total", "provider", provider, "reason", reason);
  }

  private void assertMore(String name, String... labels) {
    assertThat(Scrape.now().sum(name, labels))
        .as("%s %s", name, String.join(" ", labels))
        .isGreaterThan(before.sum(name, labels));
  }
}
