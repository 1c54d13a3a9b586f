package dev.chatconnect.process;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.chatconnect.crypto.Digests;
import dev.chatconnect.redis.RedisKeys;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Records leave and come by command: files, pipes, terminals, and what goes wrong. */
class TransferCommandsIT {

  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final String KEY_VARIABLE = "CHAT_CONNECT_TRANSFER_KEY";
  private static final String TOKEN = "xoxb-of-record";
  private static final int RECORDS = 300;

  @RegisterExtension static final Deployment DEPLOYMENT = Deployment.of(1);

  @TempDir Path folder;

  @BeforeAll
  static void makeRecords() throws Exception {
    for (var key : List.of(Deployment.API_KEY, Deployment.OTHER_API_KEY)) {
      var made =
          Api.send(
              Api.by(key, DEPLOYMENT.replica(0), "/v1/integrations")
                  .header("Content-Type", "application/json")
                  .POST(
                      BodyPublishers.ofString(
                          "{\"providerId\":\"slack\",\"channel\":\"chat\",\"active\":true,\"identifier\":\"slack\",\"credentials\":{\"clientId\":\"1\",\"secretKey\":\"s\"}}"))
                  .build());
      assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }
    var rows = Files.createTempFile("rows", ".ndjson");
    Files.writeString(
        rows,
        IntStream.range(0, RECORDS).mapToObj(i -> row("c" + i)).collect(Collectors.joining()));
    var run = program().reading(rows).run("import", "--environment", "default");
    assertThat(run.exitCode()).as(run.errors() + run.output()).isZero();
    assertThat(JsonPath.from(last(run.output())).getInt("created")).isEqualTo(RECORDS);
  }

  @Test
  void anEnvironmentArrivesInAnotherAsItWas() throws Exception {
    // Given
    var file = folder.resolve("records.ndjson");
    var exported =
        program()
            .with(KEY_VARIABLE, KEY)
            .run("export", "--environment", "default", "--secrets", "--output", file.toString());
    assertThat(exported.exitCode()).as(exported.errors()).isZero();

    // When
    var imported =
        program()
            .with(KEY_VARIABLE, KEY)
            .run("import", "--environment", "other", "--failures-only", file.toString());

    // Then
    assertThat(imported.exitCode()).as(imported.output() + imported.errors()).isZero();
    assertThat(JsonPath.from(imported.output()).getBoolean("complete")).isTrue();
    assertThat(inventory("other")).isEqualTo(inventory("default"));
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.readString(file)).contains("sealed").doesNotContain(TOKEN);
  }

  @Test
  void whatACommandChangedIsPutDownToIt() {
    // Given
    program().run("export", "--environment", "default");

    // When
    var changes = audit("connection.created");
    var imports = audit("records.imported");
    var exports = audit("records.exported");

    // Then
    var byImport = Map.of("type", "command", "id", "import");
    assertThat(changes.<Map<String, String>>getList("data.actor"))
        .isNotEmpty()
        .allSatisfy(actor -> assertThat(actor).isEqualTo(byImport));
    assertThat(imports.<String, String>getMap("data[0].actor")).isEqualTo(byImport);
    assertThat(exports.<String, String>getMap("data[0].actor"))
        .isEqualTo(Map.of("type", "command", "id", "export"));
  }

  @Test
  void whatIsWrittenToAPipeIsWhatTheRouteAnswers() {
    // Given
    var route = Api.send(Api.by(Deployment.API_KEY, DEPLOYMENT.replica(0), "/v1/transfer").build());

    // When
    var run = program().run("export", "--environment", "default");

    // Then
    assertThat(run.output()).isEqualTo(route.body());
    assertThat(run.errors()).isEmpty();
  }

  @Test
  void aTerminalSeesHowFarItIs() throws Exception {
    // Given
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script is not installed");
    var command =
        program().command("export", "--environment", "default", "--output", "records").stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    var seen = folder.resolve("seen");

    // When
    var process =
        new ProcessBuilder("/usr/bin/script", "-qec", command, "/dev/null")
            .directory(folder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(seen.toFile())
            .start();
    var ended = process.waitFor(60, TimeUnit.SECONDS);

    // Then
    assertThat(ended).isTrue();
    assertThat(Files.readString(seen)).contains("export default  [", "of " + RECORDS + " records");
    assertThat(Files.readAllLines(folder.resolve("records"))).hasSize(RECORDS + 2);
  }

  @Test
  void secretsNeedAKey() {
    // Given
    var program = program();

    // When
    var run = program.run("export", "--environment", "default", "--secrets");

    // Then
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).isEmpty();
    assertThat(run.errors()).contains(KEY_VARIABLE, "keys generate transfer");
  }

  @Test
  void secretsThatCannotBeReadAreToldAndTheRestIsWhole() throws Exception {
    // Given
    var redis = DEPLOYMENT.redis().commands();
    var environment = Digests.sha256Hex("environment:default").substring(0, 24);
    var key = new RedisKeys(environment).record("connection", "c7");
    var former = redis.send("GET", key);
    var lost = former.replace("\"v1.k1.", "\"v1.lost.");
    assertThat(lost).isNotEqualTo(former);
    redis.send("SET", key, lost);
    var file = folder.resolve("records.ndjson");

    // When
    var run =
        program()
            .with(KEY_VARIABLE, KEY)
            .run("export", "--environment", "default", "--secrets", "--output", file.toString());
    redis.send("SET", key, former);

    // Then
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).contains("cannot be decrypted with the configured keys: 1.");
    assertThat(JsonPath.from(last(Files.readString(file))).getInt("unreadable")).isEqualTo(1);
  }

  @Test
  void aFileThatIsThereStaysAsItIs() throws Exception {
    // Given
    var file = Files.writeString(folder.resolve("kept"), "kept");

    // When
    var run = program().run("export", "--environment", "default", "--output", file.toString());

    // Then
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).contains("is there already");
    assertThat(Files.readString(file)).isEqualTo("kept");
  }

  @Test
  void aBrokenLineKeepsNoOtherFromBeingTaken() throws Exception {
    // Given
    var rows =
        Files.writeString(
            folder.resolve("rows"),
            row("whole-1") + "{\"identifier\":\"" + TOKEN + "\n" + row("whole-2"));

    // When
    var run = program().run("import", "--environment", "other", rows.toString());

    // Then
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output())
        .contains("\"line\":2,\"result\":\"failed\",\"reason\":\"is no JSON object\"")
        .doesNotContain(TOKEN);
    assertThat(JsonPath.from(last(run.output())).getInt("created")).isEqualTo(2);
  }

  @Test
  void aDryRunChangesNothing() throws Exception {
    // Given
    var rows = Files.writeString(folder.resolve("rows"), row("never"));
    var before = inventory("default");

    // When
    var run = program().run("import", "--environment", "default", "--dry-run", rows.toString());

    // Then
    assertThat(run.exitCode()).isZero();
    assertThat(JsonPath.from(last(run.output())).getBoolean("dryRun")).isTrue();
    assertThat(inventory("default")).isEqualTo(before);
  }

  @Test
  void anExportThatWasCutOffIsNoticed() throws Exception {
    // Given
    var lines = inventory("default").lines().toList();
    var cut = Files.write(folder.resolve("cut"), lines.subList(0, lines.size() - 1));

    // When
    var run = program().run("import", "--environment", "default", "--dry-run", cut.toString());

    // Then
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).contains("was cut off");
  }

  @Test
  void nothingIsNoImport() throws Exception {
    // Given
    var empty = Files.createFile(folder.resolve("empty"));

    // When
    var run = program().run("import", "--environment", "default", empty.toString());

    // Then
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).contains("There is nothing to import");
  }

  @Test
  void anEnvironmentThatIsNotThereIsNamed() {
    // Given
    var program = program();

    // When
    var run = program.run("export", "--environment", "nope");

    // Then
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).contains("There is no environment \"nope\", but: default, other");
  }

  @Test
  void withSeveralEnvironmentsOneHasToBeNamed() {
    // Given
    var program = program();

    // When
    var run = program.run("export");

    // Then
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).contains("--environment: default, other");
  }

  @Test
  void withoutRedisNoFileIsLeft() {
    // Given
    var file = folder.resolve("never");
    var away = Map.of("quarkus.redis.hosts", "redis://127.0.0.1:" + Ports.free());

    // When
    var run =
        new Program(DEPLOYMENT.settings(away))
            .run("export", "--environment", "default", "--output", file.toString());

    // Then
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  private static Program program() {
    return new Program(DEPLOYMENT.settings(Map.of()));
  }

  private static String inventory(String environment) {
    var run = program().run("export", "--environment", environment);
    assertThat(run.exitCode()).as(run.errors()).isZero();
    return run.output();
  }

  private static String row(String identifier) {
    return "{'identifier':'%1$s','integrationIdentifier':'slack','subscriberId':'s-%1$s','workspace':{'id':'T1'},'auth':{'accessToken':'%2$s'}}%n"
        .formatted(identifier, TOKEN)
        .replace('\'', '"');
  }

  /** Newest entries of a type. */
  private static JsonPath audit(String type) {
    var answer =
        Api.send(
            Api.by(Deployment.API_KEY, DEPLOYMENT.replica(0), "/v1/audit?type=" + type).build());
    return JsonPath.from(answer.body());
  }

  private static String last(String output) {
    var lines = output.lines().toList();
    return lines.get(lines.size() - 1);
  }
}
