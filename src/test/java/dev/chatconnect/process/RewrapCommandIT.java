package dev.chatconnect.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A rewrap by command: killed in the middle, refused with wrong keys, and done in the end. */
class RewrapCommandIT {

  private static final String KEYS = "chat-connect.encryption.keys";
  private static final String K1 = "first:" + key(1);
  private static final String K2 = "second:" + key(2);
  private static final String WRONG = key(3);
  private static final int RECORDS = 4_000;
  private static final int PAGE = 100;

  @RegisterExtension
  static final Deployment DEPLOYMENT =
      Deployment.of(0)
          .with("chat-connect.tokens.sweep-every", "off")
          // No replica takes up what the command left.
          .with("chat-connect.encryption.verify-every", "off")
          .with(KEYS, K2 + "," + K1);

  @TempDir Path folder;

  @Test
  void whatAKillLeftIsTakenUpAndEndsWithEverythingUnderTheNewKey() throws Exception {
    // Given
    var former = DEPLOYMENT.another("former", Map.of(KEYS, K1));
    former.start();
    importRecords(SlackConnections.integration(former));
    former.terminate();
    var service = DEPLOYMENT.another("service", Map.of());
    service.start();
    var killed = killInTheMiddle(service);

    // When
    var run = program(K2 + "," + K1).run("rewrap");

    // Then
    assertThat(run.exitCode()).as(run.output() + run.errors()).isZero();
    assertThat(run.output())
        .contains("default: done, key second")
        .contains("other: done, key second");
    assertThat((int) killed.get("rewrapped")).isBetween(1, RECORDS - 1);
    Map<String, Object> end = JsonPath.from(progress(service)).getMap("data");
    assertThat(end)
        .containsEntry("status", "done")
        .containsEntry("failed", 0)
        .containsEntry("startedAt", killed.get("startedAt"));
    // What the last page before the kill had done is not counted.
    assertThat((int) end.get("rewrapped")).isBetween(RECORDS + 1 - PAGE, RECORDS + 1);
    assertThat(run.errors()).isEmpty();
    assertThat(JsonPath.from(audit(service)).<String, String>getMap("data[0].actor"))
        .isEqualTo(Map.of("type", "command", "id", "rewrap"));
    assertThat(program("third:" + WRONG).run("rewrap"))
        .satisfies(
            refused -> {
              assertThat(refused.exitCode()).isEqualTo(1);
              assertThat(refused.errors())
                  .contains("is encrypted with key \"second\"")
                  .doesNotContain(WRONG);
            });
  }

  @Test
  void withoutRedisItSaysHowToGoOn() {
    // Given
    var settings =
        DEPLOYMENT.settings(Map.of("quarkus.redis.hosts", "redis://127.0.0.1:" + Ports.free()));

    // When
    var run = new Program(settings).run("rewrap");

    // Then
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).contains("Run rewrap again: it goes on where it stopped.");
  }

  /** How far it was when the command was killed. */
  private Map<String, Object> killInTheMiddle(ServiceProcess service) throws Exception {
    var process =
        program(K2 + "," + K1).start(folder.resolve("output"), folder.resolve("errors"), "rewrap");
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> rewrapped(service) > 0);
    } finally {
      process.destroyForcibly().waitFor();
    }
    return JsonPath.from(progress(service)).getMap("data");
  }

  private static int rewrapped(ServiceProcess service) {
    Map<String, Object> data = JsonPath.from(progress(service)).getMap("data");
    return data == null ? 0 : (int) data.get("rewrapped");
  }

  private static String progress(ServiceProcess service) {
    return Api.send(Api.get(service, "/v1/admin/rewrap")).body();
  }

  private static String audit(ServiceProcess service) {
    return Api.send(Api.get(service, "/v1/audit?type=secrets.rewrapped&limit=1")).body();
  }

  private void importRecords(String integration) throws Exception {
    var rows = folder.resolve("rows");
    Files.writeString(
        rows,
        IntStream.range(0, RECORDS)
            .mapToObj(
                i ->
                    "{'identifier':'c%1$d','integrationIdentifier':'%2$s','subscriberId':'s%1$d','workspace':{'id':'T1'},'auth':{'accessToken':'xoxb-%1$d'}}"
                        .formatted(i, integration)
                        .replace('\'', '"'))
            .collect(Collectors.joining("\n")));
    var run =
        program(K1).run("import", "--environment", "default", "--failures-only", rows.toString());
    assertThat(run.exitCode()).as(run.output() + run.errors()).isZero();
  }

  private static Program program(String keys) {
    return new Program(DEPLOYMENT.settings(Map.of(KEYS, keys)));
  }

  private static String key(int seed) {
    var bytes = new byte[32];
    Arrays.fill(bytes, (byte) seed);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
