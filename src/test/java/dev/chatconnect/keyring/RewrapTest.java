package dev.chatconnect.keyring;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.LogCapture;
import dev.chatconnect.crypto.Ciphers;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.event.Actor;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.ENDPOINTS;
import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.connect.Journeys.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

/** Everything comes under the first key, while others read and write. */
@QuarkusTest
@TestProfile(TwoKeys.class)
class RewrapTest {

  private static final String REWRAP = "/v1/admin/rewrap";
  private static final String AUDIT = "/v1/audit";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Stored stored;
  @Inject Rewrap rewrap;
  @Inject RewrapStore store;
  @Inject RewrapPages pages;
  @Inject RewrapSweep sweep;
  @Inject Environments environments;
  @Inject @io.quarkus.arc.All List<SealedRecords> kinds;

  /** What records were before a test made them unreadable. */
  private final Map<String, String> damaged = new HashMap<>();

  private ApiCalls.Made integration;
  private String connection;

  @BeforeEach
  void fill() {
    integration =
        ApiCalls.integration(
            "slack",
            "chat",
            "{'clientId':'1','secretKey':'s3cret','signingSecret':'sign','redirectUrl':''}");
    connection = connect(unique("subscriber-"), "xoxb-first");
    ApiCalls.post(
            ENDPOINTS,
            body(
                "{'integrationIdentifier':'%s','subscriberId':'%s','type':'webhook','endpoint':{'url':'https://hooks.example.com/%s'}}"
                    .formatted(integration.identifier(), unique("s"), unique("h"))))
        .then()
        .statusCode(201);
  }

  @AfterEach
  void leaveNothingUnderTheOldKey() {
    damaged.forEach(stored::put);
    rewrap.run(environment(), Actor.SERVICE).await().atMost(PATIENCE);
  }

  @Test
  void everySecretIsUnderTheFirstKeyAndNothingElseChanged() {
    // Given
    stored.age(Stored.DEFAULT);
    var before = readable();
    assertThat(stored.keys(Stored.DEFAULT)).flatExtracting(stored::keyIds).containsOnly("old");

    // When
    start().then().statusCode(202).body("data.keyId", equalTo("new"));

    // Then
    awaitStatus("done");
    assertThat(stored.keys(Stored.DEFAULT)).flatExtracting(stored::keyIds).containsOnly("new");
    assertThat(readable()).isEqualTo(before);
    token().then().statusCode(200).body("data.accessToken", equalTo("xoxb-first"));
    progress().then().body("data.failed", equalTo(0));
  }

  @Test
  void theOldKeyIsNeededForNothingAfterwards() {
    // Given
    stored.age(Stored.DEFAULT);
    var connectionKey = Stored.DEFAULT.record("connection", connection);

    // When
    rewrap.run(environment(), Actor.SERVICE).await().atMost(PATIENCE);

    // Then
    var onlyNew = Ciphers.with(TwoKeys.NEW);
    var tokens = ApiCalls.body(stored.raw(connectionKey)).get("tokens").textValue();
    assertThat(onlyNew.decrypt(tokens, connectionKey + "#tokens")).contains("xoxb-first");
  }

  @Test
  void whatANewerVersionAddedToARecordStays() {
    // Given
    var key = Stored.DEFAULT.record("connection", connection);
    stored.put(
        key, stored.raw(key).replaceFirst("\\{", "{\"addedLater\":{\"n\":1.10,\"t\":\"v1\"},"));
    stored.age(key);

    // When
    rewrap.run(environment(), Actor.SERVICE).await().atMost(PATIENCE);

    // Then
    assertThat(stored.raw(key))
        .contains("\"addedLater\":{\"n\":1.1")
        .contains("\"tokens\":\"v1.new.");
  }

  @Test
  void goesOnWhereAnEarlierRunWasLeft() {
    // Given
    for (var i = 0; i < 120; i++) {
      connect(unique("subscriber-"), "xoxb-" + i);
    }
    stored.age(Stored.DEFAULT);
    var kind = kinds.stream().filter(each -> each.kind().equals("connection")).findFirst().get();
    var first = pages.rewrap(kind, Stored.DEFAULT, Optional.empty()).await().atMost(PATIENCE);
    var began = Instant.parse("2026-01-02T03:04:05Z");
    var left = progress("new", began).after(first, Instant.parse("2026-01-02T03:04:06Z"));
    assertThat(left.cursor()).isPresent();
    leave(left);
    progress().then().body("data.status", equalTo("stopped"));

    // When
    start().then().statusCode(202);

    // Then
    awaitStatus("done");
    progress()
        .then()
        .body("data.startedAt", equalTo("2026-01-02T03:04:05.000Z"))
        .body("data.pass", equalTo(2))
        .body("data.rewrapped", equalTo(stored.sealed(Stored.DEFAULT)));
    assertThat(stored.keys(Stored.DEFAULT)).flatExtracting(stored::keyIds).containsOnly("new");
  }

  @Test
  void anEarlierRunForAnotherKeyIsNotTakenUp() {
    // Given
    leave(progress("old", Instant.parse("2026-01-02T03:04:05Z")));

    // When
    var status = rewrap.run(environment(), Actor.SERVICE).await().atMost(PATIENCE);

    // Then
    assertThat(status.progress().keyId()).isEqualTo("new");
    assertThat(status.progress().startedAt()).isAfter(Instant.parse("2026-02-01T00:00:00Z"));
  }

  @Test
  void anEarlierRunThatKnewFewerKindsOfRecordsIsNotTakenUp() {
    // Given
    leave(
        RewrapProgress.first("new", List.of("connection"), Instant.parse("2026-01-02T03:04:05Z")));

    // When
    var status = rewrap.run(environment(), Actor.SERVICE).await().atMost(PATIENCE);

    // Then
    assertThat(status.progress().startedAt()).isAfter(Instant.parse("2026-02-01T00:00:00Z"));
  }

  @Test
  void aRunWhoseReplicaWentAwayIsTakenUpByAnother() {
    // Given
    stored.age(Stored.DEFAULT);
    leave(progress("new", Instant.parse("2026-01-02T03:04:05Z")));

    // When
    sweep.sweep().await().atMost(PATIENCE);

    // Then
    awaitStatus("done");
    newest("secrets.rewrap_begun").then().body("data[0].actor.type", equalTo("service"));
    progress().then().body("data.startedAt", equalTo("2026-01-02T03:04:05.000Z"));
    assertThat(stored.keys(Stored.DEFAULT)).flatExtracting(stored::keyIds).containsOnly("new");
  }

  @Test
  void nothingIsTakenUpThatIsDoneOrForTheKeyOfOtherReplicas() {
    // Given
    stored.age(Stored.DEFAULT);
    leave(progress("old", Instant.parse("2026-01-02T03:04:05Z")));

    // When
    sweep.sweep().await().atMost(PATIENCE);

    // Then
    progress().then().body("data.status", equalTo("stopped")).body("data.keyId", equalTo("old"));
  }

  @Test
  void startsNothingWhileAnotherReplicaIsAtIt() {
    // Given
    var left = progress("new", Instant.parse("2026-01-02T03:04:05Z"));
    var proof = hold(left);

    // When
    var answer = start();

    // Then
    answer
        .then()
        .statusCode(202)
        .body("data.status", equalTo("running"))
        .body("data.startedAt", equalTo("2026-01-02T03:04:05.000Z"));
    assertThat(store.status(Stored.DEFAULT).await().atMost(PATIENCE))
        .contains(new RewrapStatus(left, true));
    store.release(Stored.DEFAULT, proof).await().atMost(PATIENCE);
  }

  @Test
  void manyStartsAtOnceDoTheWorkOnce() {
    // Given
    stored.age(Stored.DEFAULT);
    var records = stored.sealed(Stored.DEFAULT);

    // When
    var runs =
        IntStream.range(0, 8)
            .mapToObj(i -> rewrap.run(environment(), Actor.SERVICE).subscribe().asCompletionStage())
            .toList();
    runs.forEach(CompletableFuture::join);

    // Then
    awaitStatus("done");
    assertThat(stored.keys(Stored.DEFAULT)).flatExtracting(stored::keyIds).containsOnly("new");
    progress().then().body("data.rewrapped", equalTo(records));
  }

  @RepeatedTest(5)
  void noWriteThatComesInBetweenIsLost() {
    // Given
    var identifiers =
        IntStream.range(0, 20).mapToObj(i -> connect(unique("subscriber-"), "xoxb-0")).toList();
    stored.age(Stored.DEFAULT);

    // When
    var running = rewrap.run(environment(), Actor.SERVICE).subscribe().asCompletionStage();
    for (var identifier : identifiers) {
      ApiCalls.patch(CONNECTIONS, identifier, tokens("xoxb-later")).then().statusCode(200);
    }
    running.join();

    // Then
    assertThat(identifiers.stream().map(this::tokenOf).distinct()).containsExactly("xoxb-later");
    assertThat(stored.keys(Stored.DEFAULT)).flatExtracting(stored::keyIds).containsOnly("new");
  }

  @Test
  void aRecordThatCannotBeReadIsCountedAndKeepsTheOldKeyRegistered() {
    // Given
    var other = connect(unique("subscriber-"), "xoxb-other");
    stored.age(Stored.DEFAULT);
    var key = Stored.DEFAULT.record("connection", connection);
    damage(key, other);

    // When
    RewrapStatus status;
    String log;
    try (var capture = LogCapture.start()) {
      status = rewrap.run(environment(), Actor.SERVICE).await().atMost(PATIENCE);
      log = String.join("\n", capture.lines());
    }

    // Then
    assertThat(log)
        .containsPattern(
            "event=rewrap_failed key=\"" + Pattern.quote(key) + "\" cause=\"[^\"]+\"\\s");
    assertThat(status.progress().status()).isEqualTo(RewrapProgress.Status.INCOMPLETE);
    assertThat(status.progress().failed()).isEqualTo(1);
    assertThat(stored.keyIds(key)).containsExactly("old");
    assertThat(stored.keyIds(Stored.DEFAULT.record("connection", other))).containsExactly("new");
  }

  @Test
  void aRecordThatIsBrokenIsCountedAndKeepsNoOtherFromTheNewKey() {
    // Given
    var other = connect(unique("subscriber-"), "xoxb-other");
    stored.age(Stored.DEFAULT);
    var key = Stored.DEFAULT.record("connection", connection);
    damaged.put(key, stored.raw(key));
    stored.put(key, "{");

    // When
    var status = rewrap.run(environment(), Actor.SERVICE).await().atMost(PATIENCE);

    // Then
    assertThat(status.progress().status()).isEqualTo(RewrapProgress.Status.INCOMPLETE);
    assertThat(status.progress().failed()).isEqualTo(1);
    assertThat(stored.raw(key)).isEqualTo("{");
    assertThat(stored.keyIds(Stored.DEFAULT.record("connection", other))).containsExactly("new");
  }

  @Test
  void theVeryFirstStartsAtOnceAllHaveAnAnswer() {
    // Given
    stored.forgetRewrap(Stored.DEFAULT);

    // When
    var starts =
        IntStream.range(0, 8)
            .mapToObj(
                i -> rewrap.start(environment(), Actor.SERVICE).subscribe().asCompletionStage())
            .toList();

    // Then
    assertThat(starts.stream().map(CompletableFuture::join))
        .allMatch(status -> status.progress().keyId().equals("new"));
    awaitStatus("done");
  }

  @Test
  void anotherEnvironmentIsLeftAlone() {
    // Given
    given()
        .header("Authorization", "ApiKey " + TwoKeys.OTHER_API_KEY)
        .contentType("application/json")
        .body(
            body("{'providerId':'slack','channel':'chat','credentials':{'secretKey':'s'}}")
                .toString())
        .post("/v1/integrations")
        .then()
        .statusCode(201);
    stored.age(Stored.OTHER);

    // When
    rewrap.run(environment(), Actor.SERVICE).await().atMost(PATIENCE);

    // Then
    assertThat(stored.keys(Stored.OTHER)).flatExtracting(stored::keyIds).containsOnly("old");
    given()
        .header("Authorization", "ApiKey " + TwoKeys.OTHER_API_KEY)
        .get(REWRAP)
        .then()
        .statusCode(404)
        .body("message", equalTo("Nothing was rewrapped in this environment yet"));
  }

  @Test
  void theAuditLogSaysWhoBeganARewrapAndThatAllIsUnderTheKey() {
    // Given
    var before = newestEnd().<String>path("data[0].id");
    stored.age(Stored.DEFAULT);
    var records = stored.sealed(Stored.DEFAULT);

    // When
    start().then().statusCode(202);

    // Then
    awaitEndAfter(before)
        .then()
        .body("data[0].actor.type", equalTo("api_key"))
        .body("data[0].actor.id", equalTo("1"))
        .body("data[0].outcome", equalTo("success"))
        .body("data[0].data.keyId", equalTo("new"))
        .body("data[0].data.rewrapped", equalTo(records))
        .body("data[0].data.failed", equalTo(0));
    newest("secrets.rewrap_begun")
        .then()
        .body("data[0].actor.type", equalTo("api_key"))
        .body("data[0].data.keyId", equalTo("new"))
        .body("data[0].data.pass", equalTo(1));
  }

  @Test
  void theAuditLogSaysThatARewrapLeftSomething() {
    // Given
    var other = connect(unique("subscriber-"), "xoxb-other");
    stored.age(Stored.DEFAULT);
    var key = Stored.DEFAULT.record("connection", connection);
    damage(key, other);

    // When
    rewrap.run(environment(), Actor.command("rewrap")).await().atMost(PATIENCE);

    // Then
    newestEnd()
        .then()
        .body("data[0].actor.type", equalTo("command"))
        .body("data[0].actor.id", equalTo("rewrap"))
        .body("data[0].outcome", equalTo("failure"))
        .body("data[0].data.failed", equalTo(1));
  }

  @Test
  void nobodyRewrapsWithoutAnApiKey() {
    // When
    var answers = List.of(given().post(REWRAP), given().get(REWRAP));

    // Then
    assertThat(answers).extracting(Response::statusCode).containsOnly(401);
  }

  @Test
  void knowsEveryKindOfRecord() {
    // When
    var kinds = stored.kinds();

    // Then
    assertThat(kinds).contains("connection", "endpoint", "integration").doesNotHaveDuplicates();
  }

  private Environment environment() {
    return environments.byId(Stored.DEFAULT.environmentId()).orElseThrow();
  }

  /** What the API says of everything, and of what happened to the connection. */
  private Map<String, String> readable() {
    var happened = AUDIT + "?connectionIdentifier=" + connection;
    return List.of(CONNECTIONS, ENDPOINTS, "/v1/integrations", happened).stream()
        .collect(Collectors.toMap(path -> path, path -> ApiCalls.caller().get(path).asString()));
  }

  private String connect(String subscriber, String token) {
    return ApiCalls.post(
            CONNECTIONS,
            body(
                tokens(token),
                "{'integrationIdentifier':'%s','subscriberId':'%s'}"
                    .formatted(integration.identifier(), subscriber)))
        .then()
        .statusCode(201)
        .extract()
        .path("data.identifier");
  }

  private static com.fasterxml.jackson.databind.node.ObjectNode tokens(String token) {
    return body("{'workspace':{'id':'T1'},'auth':{'accessToken':'" + token + "'}}");
  }

  private String tokenOf(String identifier) {
    return ApiCalls.caller()
        .post(CONNECTIONS + "/{id}/token", identifier)
        .then()
        .statusCode(200)
        .extract()
        .path("data.accessToken");
  }

  private Response token() {
    return ApiCalls.caller().post(CONNECTIONS + "/{id}/token", connection);
  }

  /** Gives the connection at a key the tokens of another one, until the test is over. */
  private void damage(String key, String from) {
    var whole = stored.raw(key);
    var tokens =
        ApiCalls.body(stored.raw(Stored.DEFAULT.record("connection", from)))
            .get("tokens")
            .textValue();
    damaged.put(key, whole);
    stored.put(key, ApiCalls.body(whole).put("tokens", tokens).toString());
  }

  private RewrapProgress progress(String keyId, Instant began) {
    return RewrapProgress.first(keyId, stored.kinds().stream().sorted().toList(), began);
  }

  private void leave(RewrapProgress progress) {
    store.release(Stored.DEFAULT, hold(progress)).await().atMost(PATIENCE);
  }

  /** What a replica that is at it keeps from others; answers the proof. */
  private String hold(RewrapProgress progress) {
    return store
        .begin(Stored.DEFAULT, former -> progress)
        .await()
        .atMost(PATIENCE)
        .orElseThrow()
        .proof();
  }

  private static Response start() {
    return ApiCalls.caller().post(REWRAP);
  }

  private static Response progress() {
    return ApiCalls.caller().get(REWRAP);
  }

  /** The newest entry of the audit log of that type. */
  private static Response newest(String type) {
    return ApiCalls.list(AUDIT, Map.of("type", type, "limit", 1));
  }

  private static Response newestEnd() {
    return newest("secrets.rewrapped");
  }

  /** The end of a rewrap that is another than the one before. */
  private static Response awaitEndAfter(String before) {
    return await()
        .atMost(PATIENCE)
        .until(RewrapTest::newestEnd, end -> !Objects.equals(end.path("data[0].id"), before));
  }

  private static void awaitStatus(String status) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> progress().then().body("data.status", equalTo(status)));
  }
}
