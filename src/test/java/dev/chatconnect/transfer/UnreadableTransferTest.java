package dev.chatconnect.transfer;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

import jakarta.inject.Inject;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.connect.Journeys;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.environment.Tenants;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Records under a key that is gone keep no other from moving. */
@QuarkusTest
class UnreadableTransferTest {

  private static final String KEY = "dev-secret-key";

  private final String id = "lost-" + UUID.randomUUID();
  private final String next = "next-" + UUID.randomUUID();
  private final Map<String, String> former = new HashMap<>();
  private String slack = "";

  @Inject RedisDataSource redis;
  @Inject Environments environments;

  @BeforeEach
  void makeAConnectionAndLoseItsKey() {
    slack = Journeys.slackIntegration();
    assertThat(Lines.imported(line(id, "Acme", ",'auth':{'accessToken':'xoxb-1'}")).results())
        .containsExactly("created");
    loseKey("connection", id);
  }

  /** Other tests read everything that is there. */
  @AfterEach
  void remove() {
    former.forEach((key, raw) -> redis.value(String.class).set(key, raw));
    ApiCalls.delete(CONNECTIONS, id);
  }

  @Test
  void anExportHasTheRecordWithoutItsSecretsAndSaysSo() {
    // Given
    var transferKey = new byte[32];
    new SecureRandom().nextBytes(transferKey);

    // When
    var answer =
        Lines.export(
            KEY,
            Map.of("secrets", "encrypted"),
            Map.of(Lines.TRANSFER_KEY, Base64.getEncoder().encodeToString(transferKey)));

    // Then
    answer.then().statusCode(200);
    var lines = answer.asString().lines().map(Lines::read).toList();
    var lost =
        lines.stream().filter(line -> line.path("identifier").asText().equals(id)).toList().get(0);
    assertThat(lost.has("auth")).isFalse();
    assertThat(lost.path("unreadable").asBoolean()).isTrue();
    assertThat(lost.path("workspace").path("name").asText()).isEqualTo("Acme");
    var end = lines.get(lines.size() - 1);
    assertThat(end.path("kind").asText()).isEqualTo("end");
    assertThat(end.path("unreadable").asInt()).isEqualTo(1);
    assertThat(lines).filteredOn(line -> line.has("unreadable")).hasSize(2);
  }

  @Test
  void anInventoryNeedsNoSecretAndIsWhole() {
    // When
    var answer = Lines.export(KEY, Map.of(), Map.of());

    // Then
    var lines = answer.asString().lines().map(Lines::read).toList();
    assertThat(lines.get(lines.size() - 1).path("unreadable").asInt(-1)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{}", "[]"})
  void aBrokenRecordIsNamedAndCountedAndKeepsNoOther(String broken) {
    // Given
    assertThat(Lines.imported(line(next, "Acme", ",'auth':{'accessToken':'xoxb-2'}")).results())
        .containsExactly("created");
    spoil("connection", id, raw -> broken);

    // When
    var answer = Lines.export(KEY, Map.of(), Map.of());

    // Then
    answer.then().statusCode(200);
    var lines = answer.asString().lines().map(Lines::read).toList();
    assertThat(lines)
        .filteredOn(line -> line.path("identifier").asText().equals(id))
        .containsExactly(
            Lines.read(
                Lines.json(
                    "{'kind':'connection','identifier':'%s','unreadable':true}".formatted(id))));
    assertThat(lines).anyMatch(line -> line.path("identifier").asText().equals(next));
    assertThat(lines.get(lines.size() - 1).path("unreadable").asInt()).isEqualTo(1);
  }

  @Test
  void anIntegrationThatCannotBeReadKeepsNoExportFromBeingWhole() {
    // Given
    loseKey("integration", integrationId());

    // When
    var answer = Lines.export(KEY, Map.of(), Map.of());

    // Then
    answer.then().statusCode(200);
    assertThat(answer.asString()).contains("\"kind\":\"end\"").contains(id).contains(slack);
  }

  @Test
  void aLineWithoutTokensChangesTheRestOfTheRecord() {
    // When
    var outcome = Lines.imported(line(id, "Another name", ""));

    // Then
    assertThat(outcome.results()).containsExactly("updated");
    ApiCalls.get(CONNECTIONS, id).then().body("data.workspace.name", equalTo("Another name"));
    ApiCalls.caller().post(CONNECTIONS + "/{id}/token", id).then().statusCode(503);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",'auth':{'accessToken':'xoxb-again'}"})
  void aDryRunSaysWhatTheImportWouldDo(String tokens) {
    // Given
    var line = line(id, "Another name", tokens);

    // When
    var rehearsed =
        Lines.outcome(Lines.send(KEY, Map.of("dryRun", true), Map.of(), Lines.json(line) + "\n"));

    // Then
    assertThat(rehearsed.results()).isEqualTo(Lines.imported(line).results());
  }

  @Test
  void aLineOfAnIntegrationThatCannotBeReadIsRefusedForItself() {
    // Given
    var other = Journeys.slackIntegration();
    loseKey("integration", integrationId());

    // When
    var outcome =
        Lines.imported(
            line(id, "Acme", ""),
            line(next, "Acme", ",'auth':{'accessToken':'xoxb-2'}").replace(slack, other));

    // Then
    assertThat(outcome.results()).hasSize(2).last().isEqualTo("created");
    assertThat(outcome.results().get(0)).startsWith("failed: is about a record here");
  }

  @Test
  void aLineWithTokensMendsTheRecord() {
    // When
    var outcome = Lines.imported(line(id, "Acme", ",'auth':{'accessToken':'xoxb-again'}"));

    // Then
    assertThat(outcome.results()).containsExactly("updated");
    former.clear();
    ApiCalls.caller()
        .post(CONNECTIONS + "/{id}/token", id)
        .then()
        .statusCode(200)
        .body("data.accessToken", equalTo("xoxb-again"));
  }

  private String line(String identifier, String name, String more) {
    return "{'identifier':'%s','integrationIdentifier':'%s','subscriberId':'s-%1$s','workspace':{'id':'T1','name':'%s'}%s}"
        .formatted(identifier, slack, name, more);
  }

  private String integrationId() {
    return ApiCalls.caller()
        .get("/v1/integrations")
        .then()
        .extract()
        .path("data.find { it.identifier == '%s' }._id".formatted(slack));
  }

  private void loseKey(String kind, String recordId) {
    spoil(kind, recordId, raw -> raw.replaceAll("\"v1\\.[^.]+\\.", "\"v1.lost."));
  }

  private void spoil(String kind, String recordId, UnaryOperator<String> change) {
    var key = new RedisKeys(Tenants.withKey(environments, KEY).id()).record(kind, recordId);
    var raw = redis.value(String.class).get(key);
    var spoilt = change.apply(raw);
    assertThat(spoilt).isNotEqualTo(raw);
    former.putIfAbsent(key, raw);
    redis.value(String.class).set(key, spoilt);
  }
}
