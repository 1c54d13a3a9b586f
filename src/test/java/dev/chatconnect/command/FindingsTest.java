package dev.chatconnect.command;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.chatconnect.command.Finding.Level;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.redis.Finding.Weight;
import dev.chatconnect.redis.ServerCheck.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How bad the doctor thinks things are. */
class FindingsTest {

  @ParameterizedTest
  @CsvSource({
    "https://connect.example.com, OK",
    "http://connect.example.com, WARN",
    "http://localhost:8080, WARN",
    "https://127.0.0.1, WARN"
  })
  void thePublicUrlHasToBeReachableAndSafe(URI root, Level level) {
    assertThat(SettingsCheck.publicUrl(root).level()).isEqualTo(level);
  }

  @Test
  void aShortApiKeyIsToldWithoutShowingIt() {
    // Given
    var environment =
        new Environment("default", "e1", "o1", "a1", List.of("short-key"), Optional.empty());

    // When
    var finding = SettingsCheck.environment(environment);

    // Then
    assertThat(finding.level()).isEqualTo(Level.WARN);
    assertThat(finding.text(20)).contains("keys generate api").doesNotContain("short-key");
  }

  @Test
  void aVariableThatIsNoKeyIsTold() {
    // Given
    var variables =
        Set.of(
            "CHAT_CONNECT_PUBLIC_URL",
            "CHAT_CONNECT_PUBLIC_URLL",
            "CHAT_CONNECT_ENVIRONMENTS_ACME_API_KEYS",
            "CHAT_CONNECT_ENVIRONMENTS__ACME_EU__ID",
            "CHAT_CONNECT_TRANSFER_KEY",
            "PATH");
    var properties =
        List.of(
            "chat-connect.public-url",
            "chat.connect.public.urll",
            "CHAT_CONNECT_PUBLIC_URLL",
            "chat-connect.environments.acme.api-keys",
            "chat-connect.environments.\"acme.eu\".id");

    // When
    var findings = VariablesCheck.unknown(variables, properties);

    // Then
    assertThat(findings)
        .singleElement()
        .satisfies(
            finding -> assertThat(finding.level()).isEqualTo(Level.WARN),
            finding -> assertThat(finding.text(20)).contains("CHAT_CONNECT_PUBLIC_URLL is no key"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CHAT_CONNECT_SERVICE_HOST",
        "CHAT_CONNECT_SERVICE_PORT_HTTP",
        "CHAT_CONNECT_PORT",
        "CHAT_CONNECT_PORT_8080_TCP_ADDR",
        "CHAT_CONNECT_REDIS_PORT_6379_TCP"
      })
  void whatKubernetesTellsOfServicesIsNoMistake(String variable) {
    assertThat(VariablesCheck.unknown(Set.of(variable), List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"true, 0, OK", "false, 0, FAIL", "true, 11, WARN", "true, -300, FAIL"})
  void redisMustKeepEverythingAndKnowTheTime(boolean keeps, long difference, Level worst) {
    // Given
    var risk = new dev.chatconnect.redis.Finding(Weight.RISKY, "no append-only file", "make one");
    var report = new Report(List.of("Redis 7.2.0"), keeps ? List.of() : List.of(risk));

    // When
    var findings = RedisCheck.findings(report, Duration.ofSeconds(difference));

    // Then
    assertThat(findings).extracting(Finding::level).contains(worst);
    assertThat(findings)
        .filteredOn(finding -> finding.level() != Level.OK)
        .hasSize(worst == Level.OK ? 0 : 1)
        .allSatisfy(finding -> assertThat(finding.advice()).isNotEmpty());
  }

  @Test
  void whatAnOperatorMayHaveChosenIsAWarning() {
    // Given
    var choice =
        new dev.chatconnect.redis.Finding(Weight.CHOICE, "one of two confirms", "raise it");
    var report = new Report(List.of("Redis 7.2.0"), List.of(choice));

    // When
    var findings = RedisCheck.findings(report, Duration.ZERO);

    // Then
    assertThat(findings).extracting(Finding::level).contains(Level.WARN).doesNotContain(Level.FAIL);
  }

  @Test
  void progressIsALineThatTellsHowFarItIs() {
    assertThat(Progress.line("export a", 500, 1_000, "records", 3))
        .isEqualTo("export a  [===============               ]  50 %  500 of 1000 records  3 s");
  }

  @Test
  void progressTowardsAnUnknownEndIsACount() {
    assertThat(Progress.line("import a", 70, 0, "KiB", 2)).isEqualTo("import a  70 KiB  2 s");
  }
}
