package dev.chatconnect.event;

import java.util.List;
import java.util.Optional;

import dev.chatconnect.environment.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WebhookTest {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final Environment ENVIRONMENT =
      new Environment("acme", "env-1", "org-1", "app-1", List.of("key"), Optional.empty());

  private record Settings(String url, Optional<List<String>> secrets, Optional<List<String>> events)
      implements WebhookSettings.Receiver {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/hooks",
        "https://example.com:8443/hooks?tenant=1",
        "http://localhost:9000/hooks",
        "http://127.0.0.1:9000/",
        "http://[::1]:9000/hooks"
      })
  void takesSafeUrls(String url) {
    // When
    var webhook = webhook(url, SECRET, Optional.empty());

    // Then
    assertThat(webhook.url()).hasToString(url);
    assertThat(webhook.environmentId()).isEqualTo("env-1");
    assertThat(webhook.types()).contains("connection.created", "endpoint.unlinked").hasSize(9);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          http://example.com/hooks,                its url must be https
          http://localhost.example.com/hooks,      its url must be https
          http://127.0.0.1.example.com/hooks,      its url must be https
          http://10.0.0.1/hooks,                   its url must be https
          ftp://example.com/hooks,                 its url must be https
          https://user:token@example.com/hooks,    its url is not an absolute URL
          https://example.com/hooks#part,          its url is not an absolute URL
          /hooks,                                  its url is not an absolute URL
          https:hooks,                             its url is not an absolute URL
          https://exa mple.com/s3cr3t,             its url is malformed
          """)
  void refusesUnsafeUrlsInASentenceWithoutTheUrl(String url, String sentence) {
    // When
    assertThatThrownBy(() -> webhook(url, SECRET, Optional.empty()))
        // Then
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Webhook \"main\" of environment \"acme\"")
        .hasMessageContaining(sentence)
        .hasMessageNotContaining("token")
        .hasMessageNotContaining("s3cr3t")
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_",
        "whsec_c2hvcnQ=",
        "whsec_!!!KQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
      })
  void refusesSecretsOfAnotherFormInASentenceWithoutTheSecret(String secret) {
    // When
    assertThatThrownBy(() -> webhook("https://example.com/", secret, Optional.empty()))
        // Then
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a secret is \"whsec_\" followed by base64 of 24 to 64 bytes")
        .hasMessageNotContaining("c2hvcnQ")
        .hasMessageNotContaining("KQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  }

  @Test
  void refusesAWebhookWithoutASecret() {
    // Given
    var settings = new Settings("https://example.com/", Optional.empty(), Optional.empty());

    // When
    assertThatThrownBy(() -> Webhook.of(ENVIRONMENT, "main", settings))
        // Then
        .hasMessageContaining(
            "has no secret. Start this program with the arguments \"keys generate webhook\"");
  }

  @Test
  void takesAFilterOfEvents() {
    // When
    var webhook =
        webhook("https://example.com/", SECRET, Optional.of(List.of("connection.revoked ")));

    // Then
    assertThat(webhook.types()).containsExactly("connection.revoked");
  }

  @ParameterizedTest
  @ValueSource(strings = {"connection.gone", "journey.failed", "CONNECTION.CREATED", "*"})
  void refusesEventsThatThereAreNot(String type) {
    // When
    assertThatThrownBy(() -> webhook("https://example.com/", SECRET, Optional.of(List.of(type))))
        // Then
        .hasMessageContaining("there is no event \"" + type + "\"")
        .hasMessageContaining("connection.created, connection.deleted");
  }

  @Test
  void refusesNamesThatCouldNotBePartOfAKey() {
    // Given
    var settings =
        new Settings("https://example.com/", Optional.of(List.of(SECRET)), Optional.empty());

    // When
    assertThatThrownBy(() -> Webhook.of(ENVIRONMENT, "a:b", settings))
        // Then
        .hasMessageContaining("its name may only hold");
  }

  @Test
  void itsTextHoldsNeitherUrlNorSecret() {
    // When
    var text = webhook("https://example.com/hooks?t=1", SECRET, Optional.empty()).toString();

    // Then
    assertThat(text).isEqualTo("Webhook[env-1, main]");
  }

  private static Webhook webhook(String url, String secret, Optional<List<String>> events) {
    return Webhook.of(ENVIRONMENT, "main", new Settings(url, Optional.of(List.of(secret)), events));
  }
}
