package dev.chatconnect.secrecy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Logs of the packaged service, which runs in processes of its own. */
public final class ProcessLogs {

  /** Where the launcher of {@code @QuarkusIntegrationTest} has the service log to. */
  private static final Path OF_INTEGRATION_TESTS = Path.of("target/quarkus.log");

  private static long read;

  private ProcessLogs() {}

  /** Fails when a log holds a secret. */
  public static void requireNoSecrets(String name, String log) {
    assertThat(findings(log)).as("secrets in the log of %s", name).isEmpty();
  }

  /** What was found in the service's log since the last call. */
  static synchronized List<String> take() {
    try {
      if (Files.notExists(OF_INTEGRATION_TESTS)) {
        return List.of();
      }
      var all = Files.readAllBytes(OF_INTEGRATION_TESTS);
      // Another start began the file anew.
      var from = all.length < read ? 0 : (int) read;
      read = all.length;
      return findings(
          new String(Arrays.copyOfRange(all, from, all.length), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> findings(String log) {
    return log.lines()
        .flatMap(line -> Secrets.in(line).map(kind -> kind + ": " + line).stream())
        .toList();
  }
}
