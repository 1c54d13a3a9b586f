package dev.chatconnect.integration;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.chatconnect.provider.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What credentials an update leaves. */
class UpdateIntegrationRequestTest {

  private static final Map<String, Object> OWN =
      Map.of(
          "verifierUrl", "https://app.example.com/verify",
          "browserScopes", "incoming-webhook",
          "usePkce", true,
          "openIdConnect", true,
          "permissions", "2048",
          "guildId", "1");

  @Test
  void whatTheReferencesClientsCannotSendStays() {
    // Given
    var current = with(OWN, Map.of("clientId", "1.2", "secretKey", "old", "hmac", true));

    // When
    var credentials = update(current, "{'credentials':{'clientId':'1.2','secretKey':'new'}}");

    // Then
    assertThat(credentials).isEqualTo(with(OWN, Map.of("clientId", "1.2", "secretKey", "new")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "verifierUrl",
        "browserScopes",
        "usePkce",
        "openIdConnect",
        "permissions",
        "guildId"
      })
  void nullRemovesIt(String field) {
    // When
    var credentials = update(OWN, "{'credentials':{'%s':null}}".formatted(field));

    // Then
    assertThat(credentials).hasSize(OWN.size() - 1).doesNotContainKey(field);
  }

  @Test
  void whatIsSentReplacesIt() {
    // When
    var credentials =
        update(OWN, "{'credentials':{'verifierUrl':'','browserScopes':'b','usePkce':false}}");

    // Then
    assertThat(credentials)
        .isEqualTo(with(OWN, Map.of("verifierUrl", "", "browserScopes", "b", "usePkce", false)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'name':'other'}", "{'name':'other','credentials':null}"})
  void withoutCredentialsAllStays(String json) {
    // Given
    var current = with(OWN, Map.of("secretKey", "old", "hmac", true));

    // When
    var credentials = update(current, json);

    // Then
    assertThat(credentials).isEqualTo(current);
  }

  private static Map<String, Object> update(Map<String, Object> current, String json) {
    var integration =
        new Integration(
            "66b34c5f1d2e3f4a5b6c7d8e",
            "slack",
            "Slack",
            "slack",
            Optional.of("chat"),
            "delivery",
            new Credentials(current),
            Optional.empty(),
            Optional.empty(),
            true,
            false,
            0,
            Instant.EPOCH,
            Instant.EPOCH);
    return Requests.update(json).applyTo(integration, Instant.EPOCH).credentials().values();
  }

  private static Map<String, Object> with(Map<String, Object> some, Map<String, Object> others) {
    var all = new HashMap<String, Object>(some);
    all.putAll(others);
    return all;
  }
}
