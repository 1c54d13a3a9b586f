package dev.chatconnect.process;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The commands that need no Redis, and the keys that they make. */
class KeysCommandIT {

  @RegisterExtension static final Deployment DEPLOYMENT = Deployment.of(0);

  @Test
  void theServiceStartsWithKeysThatWereGenerated() {
    // Given
    var firstDeployment = generated("generate").lines().toList();
    var settings =
        Map.of(
            "chat-connect.environments.default.api-keys", value(firstDeployment.get(0)),
            "chat-connect.encryption.keys", value(firstDeployment.get(1)),
            "chat-connect.environments.default.webhooks.main.url", "https://example.com/hook",
            "chat-connect.environments.default.webhooks.main.secrets",
                generated("generate", "webhook"),
            "chat-connect.inbox.token.keys", generated("generate", "session", "--id", "s1"));
    var service = DEPLOYMENT.another("generated", settings);

    // When
    service.start();

    // Then
    assertThat(firstDeployment)
        .satisfiesExactly(
            key -> assertThat(key).startsWith("CHAT_CONNECT_ENVIRONMENTS_DEFAULT_API_KEYS="),
            key -> assertThat(key).startsWith("CHAT_CONNECT_ENCRYPTION_KEYS=k1:"));
    var request = Api.by(value(firstDeployment.get(0)), service, "/v1/channel-connections").build();
    assertThat(Api.send(request).statusCode()).isEqualTo(200);
  }

  @Test
  void noTwoKeysAreTheSame() {
    // Given
    var first = generated("generate", "api");

    // When
    var second = generated("generate", "api");

    // Then
    assertThat(second).hasSize(64).isNotEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({"--help, Usage: chat-connect", "--version, chat-connect "})
  void theProgramTellsOfItself(String option, String beginning) {
    // When
    var run = new Program(Map.of()).run(option);

    // Then
    assertThat(run.exitCode()).isZero();
    assertThat(run.output()).startsWith(beginning);
    assertThat(run.errors()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "docter, Did you mean: chat-connect doctor?",
    "rewarp, Did you mean: chat-connect rewrap?",
    "--serve, Unknown option: '--serve'"
  })
  void whatIsNoCommandEndsWithAHint(String argument, String hint) {
    // When
    var run = new Program(Map.of()).run(argument);

    // Then
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output()).isEmpty();
    assertThat(run.errors()).contains(hint);
  }

  private static String generated(String... arguments) {
    var command = new String[arguments.length + 1];
    command[0] = "keys";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    var run = new Program(Map.of()).run(command);
    assertThat(run.exitCode()).as(run.errors()).isZero();
    return run.output().strip();
  }

  private static String value(String line) {
    return line.substring(line.indexOf('=') + 1);
  }
}
