package dev.chatconnect.transfer;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.connect.Journeys;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.ENDPOINTS;
import static dev.chatconnect.transfer.Lines.imported;
import static dev.chatconnect.transfer.Lines.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

/** What an import makes of each of its lines. */
@QuarkusTest
class ImportTest {

  private static final String KEY = "dev-secret-key";
  private static final String STORE_ENCRYPTION_KEY = "<ENCRYPTION_KEY_MUST_BE_32_LONG>";

  private final String id = "moved-" + UUID.randomUUID();
  private String slack = "";

  @BeforeEach
  void makeIntegration() {
    slack = Journeys.slackIntegration();
  }

  @Test
  void aRowOfNovuBecomesAConnection() {
    // When
    var outcome =
        imported(
            "{'_id':'6650f0c2a1b2c3d4e5f60718','_environmentId':'e','identifier':'%s','integrationIdentifier':'%s','providerId':'slack','channel':'chat','subscriberId':'ann-%s','contextKeys':['tenant:acme','region:eu'],'workspace':{'id':'T1','name':'Acme'},'auth':{'accessToken':'xoxb-1','refreshToken':'xoxe-1','expiresAt':'2030-01-01T00:00:00.000Z'},'createdAt':{'$date':'2026-01-02T03:04:05.678Z'},'updatedAt':'2026-02-02T03:04:05.678Z'}"
                .formatted(id, slack, id));

    // Then
    assertThat(outcome.results()).containsExactly("created");
    assertThat(outcome.summary().path("created").asInt()).isEqualTo(1);
    ApiCalls.get(CONNECTIONS, id)
        .then()
        .statusCode(200)
        .body("data.subscriberId", equalTo("ann-" + id))
        .body("data.contextKeys", contains("region:eu", "tenant:acme"))
        .body("data.workspace.name", equalTo("Acme"))
        .body("data.status", equalTo("active"))
        .body("data.createdAt", equalTo("2026-01-02T03:04:05.678Z"))
        .body("data.updatedAt", equalTo("2026-02-02T03:04:05.678Z"));
    assertThat(token()).isEqualTo("xoxb-1");
  }

  @Test
  void importingTwiceChangesNothing() {
    // Given
    var line = connection(id, "ann", "xoxb-1", "");
    imported(line);

    // When
    var again = imported(line);

    // Then
    assertThat(again.results()).containsExactly("unchanged");
  }

  @Test
  void aLineWithoutIdentifierIsAboutTheConnectionOfItsOwner() {
    // Given
    var line = connection(id, "ann", "xoxb-1", "").replace("'identifier':'" + id + "',", "");
    imported(line);

    // When
    var again = imported(line.replace("xoxb-1", "xoxb-2"), line.replace("xoxb-1", "xoxb-2"));

    // Then
    assertThat(again.results()).containsExactly("updated", "unchanged");
  }

  @Test
  void newTokensMakeABrokenConnectionUsable() {
    // Given
    imported(
        connection(
            id, "ann", "xoxb-1", ",'status':'refresh_failed','statusReason':'invalid_auth'"));

    // When
    var outcome = imported(connection(id, "ann", "xoxb-2", ""));

    // Then
    assertThat(outcome.results()).containsExactly("updated");
    ApiCalls.get(CONNECTIONS, id).then().body("data.status", equalTo("active"));
    assertThat(token()).isEqualTo("xoxb-2");
  }

  @Test
  void anotherEndOfTheSameTokenMakesNoRevokedConnectionUsable() {
    // Given
    imported(
        withEnd("2030-01-01T00:00:00Z", ",'status':'revoked','statusReason':'app_uninstalled'"));

    // When
    var outcome = imported(withEnd("2031-01-01T00:00:00Z", ""));

    // Then
    assertThat(outcome.results()).containsExactly("updated");
    ApiCalls.get(CONNECTIONS, id)
        .then()
        .body("data.status", equalTo("revoked"))
        .body("data.statusReason", equalTo("app_uninstalled"));
  }

  @Test
  void whatChangedLaterHereStaysAsItIs() {
    // Given
    imported(connection(id, "ann", "xoxb-new", ",'updatedAt':'2026-06-01T00:00:00Z'"));

    // When
    var outcome =
        imported(connection(id, "ann", "xoxb-old", ",'updatedAt':'2026-05-01T00:00:00Z'"));

    // Then
    assertThat(outcome.results()).containsExactly("unchanged");
    assertThat(token()).isEqualTo("xoxb-new");
  }

  @Test
  void aDryRunTellsAndChangesNothing() {
    // When
    var outcome =
        Lines.outcome(
            Lines.send(
                KEY, Map.of("dryRun", true), Map.of(), json(connection(id, "ann", "xoxb-1", ""))));

    // Then
    assertThat(outcome.results()).containsExactly("created");
    assertThat(outcome.summary().path("dryRun").asBoolean()).isTrue();
    ApiCalls.get(CONNECTIONS, id).then().statusCode(404);
  }

  @Test
  void anImportLeavesAnEntryInTheAuditLog() {
    // Given
    var lines = List.of(json(connection(id, "ann", "xoxb-1", "")), "{}");

    // When
    Lines.send(KEY, Map.of("dryRun", true), Map.of(), String.join("\n", lines))
        .then()
        .statusCode(200);

    // Then
    ApiCalls.list("/v1/audit", Map.of("type", "records.imported", "limit", 1))
        .then()
        .body("data[0].actor", equalTo(Map.of("type", "api_key", "id", "1")))
        .body("data[0].outcome", equalTo("success"))
        .body(
            "data[0].data",
            equalTo(
                Map.of(
                    "dryRun",
                    true,
                    "records",
                    2,
                    "created",
                    1,
                    "updated",
                    0,
                    "unchanged",
                    0,
                    "failed",
                    1,
                    "complete",
                    true)));
  }

  @Test
  void aSlashAtTheEndIsTheSameRoute() {
    // Given
    var longBody = "\n".repeat(2 * 1024 * 1024);

    // When
    var answer =
        ApiCalls.caller()
            .header("Idempotency-Key", UUID.randomUUID())
            .contentType("application/octet-stream")
            .body(longBody.getBytes(StandardCharsets.US_ASCII))
            .post(Lines.ROUTE + "/");

    // Then
    answer.then().statusCode(200).header("Idempotency-Key", nullValue());
  }

  @Test
  void aBadLineDoesNotKeepTheNextFromBeingTaken() {
    // When
    var outcome =
        Lines.outcome(
            Lines.send(
                KEY,
                Map.of(),
                Map.of(),
                String.join(
                    "\n",
                    "{\"identifier\":\"cut",
                    "[]",
                    "",
                    "{\"kind\":\"person\"}",
                    "{\"kind\":\"begin\",\"format\":2}",
                    "x".repeat(LineSplitter.LONGEST + 1),
                    "{}",
                    json(connection(id, "ann", "xoxb-1", "")))));

    // Then
    assertThat(outcome.results())
        .containsExactly(
            "failed: is no JSON object",
            "failed: is no JSON object",
            "failed: is of an unknown kind",
            "failed: is of another format than 1",
            "failed: is longer than 262144 bytes",
            "failed: integrationIdentifier should not be null or undefined; integrationIdentifier must"
                + " be a string; workspace should not be null or undefined",
            "created");
    assertThat(outcome.lines().get(6).path("line").asInt()).isEqualTo(8);
    assertThat(outcome.summary().path("failed").asInt()).isEqualTo(6);
  }

  @Test
  void conflictsAreToldLineByLine() {
    // Given
    imported(connection(id, "ann", "xoxb-1", ""));

    // When
    var outcome =
        imported(
            connection(id, "bob", "xoxb-2", ""),
            connection(id + "-2", "ann", "xoxb-2", ""),
            connection(id + "-3", "carl", "xoxb-2", "").replace(slack, "nowhere"),
            connection(id + "-4", "carl", "xoxb-2", ",'providerId':'discord'"),
            connection(id + "-5", "carl", "", ""),
            connection(id + "-6", "carl", "xoxb-2", ",'contextKeys':['a:1','a:2']"));

    // Then
    assertThat(outcome.results())
        .satisfiesExactly(
            other -> assertThat(other).startsWith("failed: Channel connection with identifier"),
            owner -> assertThat(owner).startsWith("failed: A channel connection already exists"),
            missing -> assertThat(missing).isEqualTo("failed: Integration not found: nowhere"),
            provider -> assertThat(provider).contains("is of provider \"slack\""),
            tokenless -> assertThat(tokenless).contains("needs auth with an accessToken"),
            context ->
                assertThat(context)
                    .isEqualTo("failed: contextKeys must hold each context once, as type:id"));
    assertThat(token()).isEqualTo("xoxb-1");
  }

  @Test
  void aRefreshTokenIsTakenOnlyWhereItCanBeUsed() {
    // Given
    var teams = ApiCalls.integration("msteams").identifier();

    // When
    var outcome =
        imported(
            connection(id, "ann", "t", "")
                .replace(slack, teams)
                .replace("'accessToken':'t'", "'accessToken':'t','refreshToken':'r'"));

    // Then
    assertThat(outcome.results())
        .singleElement()
        .asString()
        .startsWith("failed: Token rotation is not supported for provider \"msteams\"");
  }

  @Test
  void aFileThatWasCutOffIsTold() {
    // Given
    var whole =
        List.of(
            "{'kind':'begin','format':1}",
            connection(id, "ann", "xoxb-1", ""),
            "{'kind':'end','records':1}");

    // When
    var cut = imported(whole.get(0), whole.get(1), "{'kind':'end','records':2}");
    var without = imported(whole.get(0), whole.get(1));
    var complete = imported(whole.toArray(String[]::new));

    // Then
    assertThat(cut.results()).containsExactly("created", "failed: tells of 2 records, but 1 came");
    assertThat(cut.summary().path("complete").asBoolean()).isFalse();
    assertThat(without.summary().path("complete").asBoolean()).isFalse();
    assertThat(complete.summary().path("complete").asBoolean()).isTrue();
  }

  @Test
  void anEndpointComesWithItsConnection() {
    // Given
    var endpoint =
        "{'kind':'endpoint','identifier':'%s','integrationIdentifier':'%s','connectionIdentifier':'%s','subscriberId':'ann','contextKeys':['tenant:acme'],'type':'slack_user','endpoint':{'userId':'U-%s'},'createdAt':'2026-01-02T03:04:05.678Z'}"
            .formatted(id, slack, id, id);

    // When
    var before = imported(endpoint);
    var after = imported(connection(id, "ann", "xoxb-1", ""), endpoint, endpoint);

    // Then
    assertThat(before.results()).containsExactly("failed: Channel connection not found: " + id);
    assertThat(after.results()).containsExactly("created", "created", "unchanged");
    ApiCalls.get(ENDPOINTS, id)
        .then()
        .statusCode(200)
        .body("data.endpoint.userId", equalTo("U-" + id))
        .body("data.connectionIdentifier", equalTo(id))
        .body("data.contextKeys", contains("tenant:acme"))
        .body("data.createdAt", equalTo("2026-01-02T03:04:05.678Z"));
  }

  @Test
  void anEndpointThatItsProviderCannotHaveIsRefused() {
    // Given
    var endpoint =
        "{'kind':'endpoint','identifier':'%s','integrationIdentifier':'%s','subscriberId':'ann','type':'ms_teams_user','endpoint':{'userId':'U-%s'}}"
            .formatted(id, slack, id);

    // When
    var outcome = imported(endpoint);

    // Then
    assertThat(outcome.results())
        .containsExactly(
            "failed: Channel endpoint type \"ms_teams_user\" requires an MS Teams integration");
    ApiCalls.get(ENDPOINTS, id).then().statusCode(404);
  }

  @Test
  void aUserWhoIsLinkedToAnotherSubscriberStaysLinkedThere() {
    // Given
    var endpoint =
        "{'kind':'endpoint','identifier':'%s','integrationIdentifier':'%s','subscriberId':'%s','type':'slack_user','endpoint':{'userId':'U-%s'}}";
    imported(endpoint.formatted(id, slack, "ann", id));

    // When
    var outcome =
        imported(
            endpoint.formatted(id + "-2", slack, "bob", id),
            endpoint.formatted(id, slack, "bob", id),
            endpoint.formatted(id, slack, "ann", id + "x"));

    // Then
    assertThat(outcome.results())
        .satisfiesExactly(
            user -> assertThat(user).contains("already linked to another subscriber"),
            owner -> assertThat(owner).contains("already exists in environment"),
            other -> assertThat(other).contains("already exists in environment"));
  }

  @Test
  void secretsOfNovuAreDecryptedWithItsKey() throws Exception {
    // Given
    var line = json(connection(id, "ann", novu("xoxb-secret"), ""));

    // When
    var without = imported(KEY, Map.of(), List.of(line));
    var wrong =
        imported(KEY, Map.of(Lines.NOVU_KEY, "another key that is 32 bytes lng"), List.of(line));
    var right = imported(KEY, Map.of(Lines.NOVU_KEY, STORE_ENCRYPTION_KEY), List.of(line));

    // Then
    assertThat(without.results()).singleElement().asString().contains("is encrypted by Novu");
    assertThat(wrong.results()).singleElement().asString().contains("cannot be decrypted");
    assertThat(right.results()).containsExactly("created");
    assertThat(token()).isEqualTo("xoxb-secret");
  }

  @Test
  void onlyFailuresAreToldWhereThatIsAskedFor() {
    // When
    var outcome =
        Lines.outcome(
            Lines.send(
                KEY,
                Map.of("failuresOnly", true),
                Map.of(),
                json(connection(id, "ann", "xoxb-1", "")) + "\n{}\n"));

    // Then
    assertThat(outcome.results())
        .singleElement()
        .asString()
        .startsWith("failed: integrationIdentifier should not be null");
    assertThat(outcome.summary().path("created").asInt()).isEqualTo(1);
  }

  @Test
  void keysAndQueriesThatAreNoneAreRefusedBeforeAnythingIsRead() {
    // When
    var key = Lines.send(KEY, Map.of(), Map.of(Lines.TRANSFER_KEY, "short"), "");
    var novu = Lines.send(KEY, Map.of(), Map.of(Lines.NOVU_KEY, "short"), "");
    var query = Lines.send(KEY, Map.of("dryRun", "maybe"), Map.of(), "");
    var stranger = Lines.send("nobody", Map.of(), Map.of(), "");

    // Then
    key.then().statusCode(400).body("message", containsString(Lines.TRANSFER_KEY));
    novu.then().statusCode(400).body("message", containsString(Lines.NOVU_KEY));
    query.then().statusCode(422);
    stranger.then().statusCode(401);
  }

  private String connection(String identifier, String subscriber, String token, String more) {
    return "{'identifier':'%s','integrationIdentifier':'%s','subscriberId':'%s','workspace':{'id':'T1'},'auth':{'accessToken':'%s'}%s}"
        .formatted(identifier, slack, subscriber, token, more);
  }

  private String withEnd(String end, String more) {
    return connection(id, "ann", "xoxb-1", more)
        .replace("'xoxb-1'", "'xoxb-1','refreshToken':'xoxe-1','expiresAt':'" + end + "'");
  }

  private String token() {
    return ApiCalls.caller()
        .post(CONNECTIONS + "/{id}/token", id)
        .then()
        .statusCode(200)
        .extract()
        .path("data.accessToken");
  }

  /** As Novu encrypts. */
  private static String novu(String secret) throws Exception {
    var iv = new byte[16];
    new SecureRandom().nextBytes(iv);
    var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(STORE_ENCRYPTION_KEY.getBytes(StandardCharsets.UTF_8), "AES"),
        new IvParameterSpec(iv));
    var hex = HexFormat.of();
    return "nvsk."
        + hex.formatHex(iv)
        + ':'
        + hex.formatHex(cipher.doFinal(secret.getBytes(StandardCharsets.UTF_8)));
  }
}
