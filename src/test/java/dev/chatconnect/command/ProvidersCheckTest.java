package dev.chatconnect.command;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import dev.chatconnect.connect.Journeys;
import dev.chatconnect.redis.StoppableRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Hosts that do not answer, of a provider that an integration is of and of one that none is. */
@QuarkusTest
@TestProfile(ProvidersCheckTest.Unreachable.class)
@QuarkusTestResource(value = StoppableRedis.class, restrictToAnnotatedClass = true)
class ProvidersCheckTest {

  public static class Unreachable implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "chat-connect.providers.webex.base-url", "http://localhost:1/webex",
          "chat-connect.providers.discord.base-url", "http://localhost:1/discord");
    }
  }

  @Inject ProvidersCheck check;

  @Test
  void aHostThatAnIntegrationNeedsHasToAnswer() {
    // Given
    Journeys.integration("webex-messaging", Map.of());

    // When
    var findings = findings("Webex");

    // Then
    assertThat(findings).extracting(Finding::level).containsOnly(Finding.Level.FAIL);
  }

  @Test
  void aHostThatNoIntegrationNeedsDoesNot() {
    // When
    var findings = findings("Discord");

    // Then
    assertThat(findings).extracting(Finding::level).containsOnly(Finding.Level.WARN);
  }

  private List<Finding> findings(String provider) {
    var all = check.look().await().atMost(Duration.ofSeconds(30));
    return all.stream().filter(finding -> finding.subject().equals(provider)).toList();
  }
}
