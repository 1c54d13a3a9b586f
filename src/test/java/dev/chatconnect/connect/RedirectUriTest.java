package dev.chatconnect.connect;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class RedirectUriTest {

  private static final String ROOT = "https://connect.example.com";
  private static final Duration TTL = Duration.ofMinutes(5);

  @ParameterizedTest
  @ValueSource(strings = {ROOT, ROOT + "/", ROOT + "//"})
  void hangsOffThePublicUrl(String root) {
    // When
    var redirectUri = redirectUri(root, TTL);

    // Then
    assertThat(redirectUri.value())
        .hasToString("https://connect.example.com/v1/integrations/chat/oauth/callback");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connect.example.com",
        "/path",
        "javascript:alert",
        "ftp://connect.example.com",
        "https:///path",
        "https://user@connect.example.com",
        ROOT + "?a=b",
        ROOT + "/#fragment",
      })
  void refusesAPublicUrlThatNoProviderCouldReturnTo(String root) {
    // When
    var failure = catchThrowable(() -> redirectUri(root, TTL));

    // Then
    assertThat(failure)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("chat-connect.public-url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT0.999S", "PT10M1S"})
  void refusesALifeOfStatesThatRedisOrTheThreatModelRefuses(Duration ttl) {
    // When
    var failure = catchThrowable(() -> redirectUri(ROOT, ttl));

    // Then
    assertThat(failure)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("chat-connect.oauth.state-ttl");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1S", "PT10M"})
  void takesTheShortestAndTheLongestLifeOfStates(Duration ttl) {
    // When
    var redirectUri = redirectUri(ROOT, ttl);

    // Then
    assertThat(redirectUri.root()).hasToString(ROOT);
  }

  private static RedirectUri redirectUri(String root, Duration ttl) {
    return new RedirectUri(() -> URI.create(root), settings(ttl));
  }

  private static ConnectSettings settings(Duration ttl) {
    return new ConnectSettings() {
      @Override
      public Duration stateTtl() {
        return ttl;
      }

      @Override
      public Optional<List<String>> redirectAllowList() {
        return Optional.empty();
      }
    };
  }
}
