package dev.chatconnect.process;

import java.util.Map;

import com.github.tomakehurst.wiremock.client.WireMock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the doctor finds, and what it keeps to itself. */
class DoctorIT {

  private static final String ANOTHER_KEY = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";
  private static final String ANOTHER_API_KEY = "9b7e41c5d02f4a6893ac1f70e5b8d246";
  private static final String WEBHOOK_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @RegisterExtension
  static final Deployment DEPLOYMENT =
      Deployment.of(1).with("chat-connect.public-url", "https://connect.example.com");

  @Test
  void aDeploymentThatWorksGetsNoComplaintAboutItself() {
    // Given
    answerHeadRequests();
    var program = doctor(Map.of());

    // When
    var run = program.run("doctor");

    // Then
    assertThat(run.output())
        .contains("ok    public URL")
        .contains("noeviction, append-only file", "agrees with Redis")
        .contains("ok    keys of default")
        .contains("redirect URI  https://connect.example.com/v1/integrations/chat/oauth/callback")
        .contains("events        https://connect.example.com/v1/providers/slack/events")
        .doesNotContain("FAIL");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void itPrintsNoSecret() {
    // Given
    var settings = DEPLOYMENT.settings(Map.of());

    // When
    var run = doctor(Map.of()).run("doctor");

    // Then
    assertThat(run.output() + run.errors())
        .doesNotContain(settings.get("chat-connect.environments.default.api-keys"))
        .doesNotContain(settings.get("chat-connect.encryption.keys").substring(3));
  }

  @Test
  void wrongKeysAreFoundAndNotEntered() {
    // Given
    var wrong = Map.of("chat-connect.encryption.keys", "k2:" + ANOTHER_KEY);

    // When
    var run = doctor(wrong).run("doctor");

    // Then
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output())
        .contains("FAIL  keys of default")
        .contains("is encrypted with key \"k1\"")
        .doesNotContain(ANOTHER_KEY);
    assertThat(doctor(Map.of()).run("doctor").output()).contains("ok    keys of default");
  }

  @Test
  void aRedisThatHoldsNothingIsNotTakenForOneThatFits() {
    // Given
    var neverUsed = Map.of("chat-connect.environments.default.id", "restored-in-vain");

    // When
    var run = doctor(neverUsed).run("doctor");

    // Then
    assertThat(run.exitCode()).isZero();
    assertThat(run.output())
        .contains("warn  keys of default", "Redis holds no data of this environment yet");
  }

  @Test
  void redisThatIsAwayIsFound() {
    // Given
    var away = Map.of("quarkus.redis.hosts", "redis://:hidden-password@127.0.0.1:" + Ports.free());

    // When
    var run = doctor(away).run("doctor");

    // Then
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output())
        .contains("FAIL  Redis")
        .contains("skip  keys of default")
        .contains("redirect URI");
    assertThat(run.errors())
        .contains("event=redis_unavailable cause=\"Connection refused: /127.0.0.1:");
    assertThat(run.output() + run.errors()).doesNotContain("hidden-password");
  }

  @Test
  void aProviderThatCannotBeReachedIsFoundWhereAnIntegrationNeedsIt() {
    // Given
    SlackConnections.integration(DEPLOYMENT.replica(0));
    var nowhere = "http://localhost:" + Ports.free();

    // When
    var run =
        doctor(
                Map.of(
                    "chat-connect.providers.slack.base-url", nowhere,
                    "chat-connect.providers.zoom.base-url", nowhere))
            .run("doctor");

    // Then
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output())
        .containsPattern("FAIL  Slack +" + nowhere + " does not answer")
        .containsPattern("warn  Zoom +" + nowhere + " does not answer");
  }

  @Test
  void aValueThatCannotBeReadIsNamedAndNotQuoted() {
    // Given
    var broken = Map.of("quarkus.redis.hosts", "redis://:hidden-password@no host:6379");

    // When
    var run = doctor(broken).run("doctor");

    // Then
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors())
        .contains("FAIL  configuration", "quarkus.redis.hosts")
        .doesNotContain("hidden-password");
  }

  @ParameterizedTest
  @CsvSource({
    "chat-connect.oauth.state-ttl, 1h, chat-connect.oauth.state-ttl must be 1s to 10m",
    "chat-connect.events.most, 49999, chat-connect.events.most must not be less than"
  })
  void aConfigurationThatTheServiceRefusesIsTold(String setting, String value, String reason) {
    // Given
    var refused = Map.of(setting, value);

    // When
    var run = doctor(refused).run("doctor");

    // Then
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).contains(reason);
  }

  @Test
  void aNumberOutOfItsBoundsIsToldWithThem() {
    // Given
    var none = Map.of("chat-connect.http.max-in-flight", "0");

    // When
    var run = doctor(none).run("doctor");

    // Then
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).contains("chat-connect.http.max-in-flight", "It must be at least 1.");
  }

  @Test
  void aMisspelledVariableIsNamedAndNotQuoted() {
    // Given
    var program =
        doctor(Map.of())
            .with("CHAT_CONNECT_PUBLIC_URLL", "hidden-value")
            .with("CHAT_CONNECT_ENVIRONMENTS_ACME_EU_ID", "acme-eu")
            .with("CHAT_CONNECT_ENVIRONMENTS_ACME_ID", "acme")
            .with("CHAT_CONNECT_ENVIRONMENTS_ACME_API_KEYS", ANOTHER_API_KEY)
            .with("CHAT_CONNECT_ENVIRONMENTS_ACME_WEBHOOKS_MAIN_URL", "https://example.com/")
            .with("CHAT_CONNECT_ENVIRONMENTS_ACME_WEBHOOKS_MAIN_SECRETS", WEBHOOK_SECRET)
            .with("CHAT_CONNECT_BRANDING_ENVIRONMENTS_ACME_NAME", "Acme")
            .with("CHAT_CONNECT_BRANDING_ACCENT_COLOR", "#1f5fd6")
            .with("CHAT_CONNECT_OAUTH_STATE_TTL", "4m");

    // When
    var run = program.run("doctor");

    // Then
    assertThat(run.output().lines().filter(line -> line.startsWith("warn  variable ")))
        .satisfiesExactly(
            line -> assertThat(line).contains(" CHAT_CONNECT_ENVIRONMENTS_ACME_EU_ID is no key"),
            line -> assertThat(line).contains(" CHAT_CONNECT_PUBLIC_URLL is no key"));
    assertThat(run.output() + run.errors()).doesNotContain("hidden-value");
  }

  @Test
  void aMisspelledPropertyIsNamedAndNotQuoted() {
    // Given
    var misspelled = Map.of("chat-connect.public-urll", "hidden-value");

    // When
    var run = doctor(misspelled).run("doctor");

    // Then
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors())
        .contains("chat-connect.public-urll is no key of the configuration.")
        .doesNotContain("hidden-value");
  }

  /** Beside a replica, on whose ports it would fail if it listened. */
  private static Program doctor(Map<String, String> others) {
    var settings = DEPLOYMENT.settings(others);
    var port = DEPLOYMENT.replica(0).url().replaceAll(".*:", "");
    settings.put("quarkus.http.port", port);
    settings.put("quarkus.http.host", "localhost");
    var root = "http://localhost:" + DEPLOYMENT.providers().port();
    settings.putIfAbsent("chat-connect.providers.zoom.base-url", root);
    settings.putIfAbsent("chat-connect.providers.zoom.api-url", root);
    settings.putIfAbsent("chat-connect.providers.telegram.base-url", root);
    settings.putIfAbsent("chat-connect.providers.google-chat.oauth-url", root);
    settings.putIfAbsent("chat-connect.providers.google-chat.keys-url", root);
    return new Program(settings);
  }

  private static void answerHeadRequests() {
    DEPLOYMENT
        .providers()
        .stubFor(WireMock.head(WireMock.anyUrl()).willReturn(WireMock.aResponse().withStatus(404)));
  }
}
