package dev.chatconnect.settings;

import java.util.Map;

import dev.chatconnect.connect.LoadSettings;
import dev.chatconnect.connectpage.ConnectLinkSettings;
import dev.chatconnect.event.DeliverySettings;
import dev.chatconnect.event.EventSettings;
import dev.chatconnect.inbox.InboxSettings;
import dev.chatconnect.provider.OutboundSettings;
import dev.chatconnect.ratelimit.RateLimitSettings;
import dev.chatconnect.redis.RedisSettings;
import dev.chatconnect.web.AdmissionSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** All settings that have bounds. */
class BoundsTest {

  @ParameterizedTest
  @CsvSource({
    "oauth.max-pending, 0, at least 1",
    "oauth.max-pending-per-subscriber, 0, at least 1",
    "oauth.max-concurrent-callbacks, 0, at least 1",
    "webhooks.concurrency, 0, at least 1",
    "events.keep, 0, at least 1",
    "events.most, -5, at least 1",
    "inbox.max-endpoints, 0, at least 1",
    "inbox.max-connections, 0, at least 1",
    "connect-links.max-live, 0, at least 1",
    "providers.max-concurrent-calls, 0, at least 1",
    "providers.circuit-breaker.request-volume, 0, at least 1",
    "providers.circuit-breaker.failure-ratio, 0.009, at least 0.01",
    "providers.circuit-breaker.failure-ratio, 1.1, at most 1.0",
    "providers.circuit-breaker.failure-ratio, NaN, at most 1.0",
    "rate-limit.configuration.requests-per-second, 0, at least 1",
    "rate-limit.global.requests-per-second, 0, at least 1",
    "rate-limit.subscriber.requests-per-second, 0, at least 1",
    "redis.wait-replicas, -1, at least 0",
    "http.max-in-flight, 0, at least 1",
  })
  void aNumberBeyondItsBoundIsRefused(String key, String value, String bound) {
    // When / Then
    assertThatThrownBy(() -> settings("chat-connect." + key, value))
        .hasMessageContaining("chat-connect." + key)
        .hasMessageContaining("It must be " + bound + '.');
  }

  @ParameterizedTest
  @CsvSource({
    "oauth.max-pending, 1",
    "events.keep, 9000000000",
    "providers.circuit-breaker.failure-ratio, 0.01",
    "providers.circuit-breaker.failure-ratio, 1",
    "redis.wait-replicas, 0",
    "http.max-in-flight, ' 7 '",
  })
  void theBoundItselfIsGood(String key, String value) {
    // When
    var settings = settings("chat-connect." + key, value);

    // Then
    assertThat(settings.getConfigMapping(LoadSettings.class).maxPending()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"many", "1.5", "", "9000000000"})
  void whatIsNoNumberIsRefusedByName(String value) {
    // When / Then
    assertThatThrownBy(() -> settings("chat-connect.http.max-in-flight", value))
        .hasMessageContaining("chat-connect.http.max-in-flight");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", " "})
  void aWebhookIsTriedAgainAtLeastOnce(String delays) {
    // When / Then
    assertThatThrownBy(() -> settings("chat-connect.webhooks.retry-delays", delays))
        .hasMessageContaining("chat-connect.webhooks.retry-delays");
  }

  private static SmallRyeConfig settings(String key, String value) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(AdmissionSettings.class)
        .withMapping(ConnectLinkSettings.class)
        .withMapping(DeliverySettings.class)
        .withMapping(EventSettings.class)
        .withMapping(InboxSettings.class)
        .withMapping(LoadSettings.class)
        .withMapping(OutboundSettings.class)
        .withMapping(RateLimitSettings.class)
        .withMapping(RedisSettings.class)
        .withSources(new PropertiesConfigSource(Map.of(key, value), "test", 1))
        .build();
  }
}
