package dev.chatconnect.process;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A service that cannot start says why in one line, and ends. */
class RefusedStartIT {

  private static final String KEYS = "chat-connect.encryption.keys";
  private static final Pattern ARGUMENTS = Pattern.compile("with the arguments '([^']+)'");

  @RegisterExtension static final Deployment DEPLOYMENT = Deployment.of(0);

  @ParameterizedTest
  @CsvSource({
    "chat-connect.redis.embedded, false, No Redis: set quarkus.redis.hosts",
    "quarkus.redis.hosts, localhost:6379, quarkus.redis.hosts needs URLs",
    "quarkus.http.port, eighty, The value of quarkus.http.port cannot be used."
  })
  void theReasonIsTheOnlyThingThatItSays(String setting, String value, String reason) {
    // When
    var run = new Program(Map.of(setting, value)).run();

    // Then
    var said = run.output() + run.errors();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(said).contains("event=start_failed cause=\"" + reason);
    assertThat(said).doesNotContain("\tat ");
  }

  @Test
  void anUnfitEncryptionKeyIsToldWithoutShowingIt() {
    // Given
    var program = new Program(DEPLOYMENT.settings(Map.of(KEYS, "k1:c2hvcnQ=")));

    // When
    var run = program.run();

    // Then
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output())
        .contains("cause=\"chat-connect.encryption.keys: encryption key 1 has 5 bytes")
        .contains("The command 'keys generate encryption' makes a key.\"")
        .doesNotContain("c2hvcnQ", "\tat ");
  }

  @ParameterizedTest
  @CsvSource({
    KEYS + ", k1:",
    "chat-connect.environments.default.webhooks.main.secrets, whsec_",
  })
  void whatMakesAMissingKeyIsTold(String key, String beginning) {
    // Given
    var webhook = "chat-connect.environments.default.webhooks.main.url";
    var missing = new HashMap<>(Map.of(webhook, "https://example.com/"));
    missing.put(key, "");
    var refused = new Program(DEPLOYMENT.settings(missing)).run();
    var arguments = ARGUMENTS.matcher(refused.output()).results().findFirst().orElseThrow();

    // When
    var run = new Program(Map.of()).run(arguments.group(1).split(" "));

    // Then
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(run.output()).startsWith(beginning);
  }

  @Test
  void anAuditLogThatMayNotGetAsLongAsItIsKeptIsRefused() {
    // Given
    var program = new Program(DEPLOYMENT.settings(Map.of("chat-connect.events.most", "49999")));

    // When
    var run = program.run();

    // Then
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output())
        .contains("event=start_failed cause=\"chat-connect.events.most must not be less than")
        .doesNotContain("\tat ");
  }

  @Test
  void aDebugLogHasTheRest() {
    // Given
    var program =
        new Program(Map.of("quarkus.redis.hosts", "localhost:6379", "quarkus.log.level", "DEBUG"));

    // When
    var run = program.run();

    // Then
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).contains("event=start_failed cause=", "\tat ");
  }
}
