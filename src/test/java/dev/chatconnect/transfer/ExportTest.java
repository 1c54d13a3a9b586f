package dev.chatconnect.transfer;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.connect.Journeys;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.environment.Tenants;
import dev.chatconnect.event.Actor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.ENDPOINTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** What leaves an environment, and how its secrets travel. */
@QuarkusTest
class ExportTest {

  private static final String KEY = "dev-secret-key";
  private static final String TOKEN = "xoxe.xoxb-travelling";
  private static final String WEBHOOK = "https://hooks.slack.com/services/T1/B1/travelling";
  private static final Map<String, String> ENCRYPTED = Map.of("secrets", "encrypted");

  @Inject Export export;
  @Inject Environments environments;

  private final String id = "export-" + UUID.randomUUID();

  @BeforeEach
  void makeRecords() {
    var slack = Journeys.slackIntegration();
    Lines.imported(
        "{'identifier':'%s','integrationIdentifier':'%s','contextKeys':['tenant:acme'],'workspace':{'id':'T1','extra':{'deep':[1,null]}},'auth':{'accessToken':'%s','refreshToken':'xoxe-travelling','expiresAt':'2030-01-01T00:00:00.123456Z'},'grant':{'scopes':['chat:write'],'appId':'A1','enterpriseId':'E1','orgWide':true},'status':'revoked','statusReason':'app_uninstalled'}"
            .formatted(id, slack, TOKEN),
        "{'kind':'endpoint','identifier':'%s','integrationIdentifier':'%s','connectionIdentifier':'%s','subscriberId':'ann','type':'webhook','endpoint':{'url':'%s','channel':'#general'},'granted':true}"
            .formatted(id, slack, id, WEBHOOK));
  }

  @Test
  void withoutAKeyNoSecretLeaves() {
    // When
    var lines = Lines.exported(KEY, Map.of(), Map.of(), id);

    // Then
    assertThat(lines).hasSize(2);
    assertThat(lines).noneMatch(line -> line.contains("travelling") || line.contains("sealed"));
    assertThat(Lines.read(lines.get(0)).path("grant").path("enterpriseId").asText())
        .isEqualTo("E1");
  }

  @Test
  void whatWasSealedComesBackAsItWas() {
    // Given
    var key = Map.of(Lines.TRANSFER_KEY, randomKey());
    var sealed = Lines.exported(KEY, ENCRYPTED, key, id);
    var before = Lines.exported(KEY, Map.of(), Map.of(), id);
    ApiCalls.delete(CONNECTIONS, id).then().statusCode(204);
    ApiCalls.get(ENDPOINTS, id).then().statusCode(404);

    // When
    var outcome = Lines.imported(KEY, key, sealed);

    // Then
    assertThat(sealed).noneMatch(line -> line.contains("travelling"));
    assertThat(outcome.results()).containsExactly("created", "created");
    assertThat(Lines.exported(KEY, Map.of(), Map.of(), id)).isEqualTo(before);
    assertThat(Lines.imported(KEY, key, sealed).results())
        .containsExactly("unchanged", "unchanged");
    ApiCalls.get(ENDPOINTS, id).then().body("data.endpoint.url", equalTo(WEBHOOK));
  }

  @Test
  void aSealOpensWithItsKeyAndInItsPlaceAlone() {
    // Given
    var key = Map.of(Lines.TRANSFER_KEY, randomKey());
    var sealed = Lines.exported(KEY, ENCRYPTED, key, id);
    ApiCalls.delete(CONNECTIONS, id).then().statusCode(204);
    var elsewhere = sealed.get(0).replace(id, id + "-elsewhere");

    // When
    var none = Lines.imported(KEY, Map.of(), sealed);
    var wrong = Lines.imported(KEY, Map.of(Lines.TRANSFER_KEY, randomKey()), sealed);
    var moved = Lines.imported(KEY, key, List.of(elsewhere));

    // Then
    assertThat(none.results()).hasSize(2).allMatch(result -> result.contains("is sealed"));
    assertThat(wrong.results())
        .hasSize(2)
        .allMatch(result -> result.equals("failed: does not open with this transfer key"));
    assertThat(moved.results()).containsExactly("failed: does not open with this transfer key");
    ApiCalls.get(CONNECTIONS, id).then().statusCode(404);
  }

  @Test
  void secretsNeedAKeyOfThirtyTwoBytes() {
    // When
    var none = Lines.export(KEY, ENCRYPTED, Map.of());
    var shortOne = Lines.export(KEY, ENCRYPTED, Map.of(Lines.TRANSFER_KEY, "c2hvcnQ="));
    var unknown = Lines.export(KEY, Map.of("secrets", "plain"), Map.of());
    var stranger = Lines.export("nobody", Map.of(), Map.of());

    // Then
    none.then().statusCode(400).body("message", containsString(Lines.TRANSFER_KEY));
    shortOne.then().statusCode(400);
    unknown.then().statusCode(422);
    stranger.then().statusCode(401);
  }

  @Test
  void theFirstAndTheLastLineTellWhetherItIsWhole() {
    // When
    var answer = Lines.export(KEY, Map.of(), Map.of());

    // Then
    answer
        .then()
        .statusCode(200)
        .contentType(Lines.NDJSON)
        .header("Cache-Control", "no-store")
        .header("X-Content-Type-Options", "nosniff");
    var lines = answer.asString().lines().map(Lines::read).toList();
    assertThat(lines.get(0).path("format").asInt()).isEqualTo(1);
    assertThat(lines.get(lines.size() - 1).path("kind").asText()).isEqualTo("end");
    assertThat(lines.get(lines.size() - 1).path("records").asInt()).isEqualTo(lines.size() - 2);
  }

  @Test
  void anExportLeavesEntriesInTheAuditLog() {
    // Given
    var key = Map.of(Lines.TRANSFER_KEY, randomKey());

    // When
    var answer = Lines.export(KEY, ENCRYPTED, key);

    // Then
    var records = (int) answer.asString().lines().count() - 2;
    latest("records.exported")
        .then()
        .body("data[0].actor", equalTo(Map.of("type", "api_key", "id", "1")))
        .body("data[0].outcome", equalTo("success"))
        .body(
            "data[0].data",
            equalTo(Map.of("secrets", "encrypted", "records", records, "complete", true)));
    latest("records.export_begun")
        .then()
        .body("data[0].data", equalTo(Map.of("secrets", "encrypted")));
  }

  @Test
  void anExportThatIsCutOffLeavesOneToo() {
    // Given
    var environment = Tenants.withKey(environments, KEY);
    var whole = export.of(environment, Actor.apiKey(1), SecretsMode.NONE, Seal.NONE);

    // When
    whole.select().first(2).collect().asList().await().atMost(Duration.ofSeconds(30));

    // Then
    await()
        .untilAsserted(
            () ->
                latest("records.exported")
                    .then()
                    .body("data[0].actor", equalTo(Map.of("type", "api_key", "id", "1")))
                    .body("data[0].outcome", equalTo("failure"))
                    .body("data[0].data.secrets", equalTo("none"))
                    .body("data[0].data.complete", equalTo(false)));
  }

  @Test
  void anExportThatIsRefusedLeavesNone() {
    // Given
    Lines.export(KEY, Map.of(), Map.of()).then().statusCode(200);
    var before = latest("records.export_begun").<String>path("data[0].id");

    // When
    Lines.export(KEY, ENCRYPTED, Map.of()).then().statusCode(400);

    // Then
    latest("records.export_begun").then().body("data[0].id", equalTo(before));
  }

  private static Response latest(String type) {
    return ApiCalls.list("/v1/audit", Map.of("type", type, "limit", 1));
  }

  private static String randomKey() {
    var key = new byte[32];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }
}
