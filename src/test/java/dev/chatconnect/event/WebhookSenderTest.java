package dev.chatconnect.event;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;

import com.github.tomakehurst.wiremock.client.WireMock;
import dev.chatconnect.provider.ProviderClients;
import dev.chatconnect.provider.Trials;
import io.quarkiverse.wiremock.devservice.ConnectWireMock;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a receiver's wish to be left alone. */
@QuarkusTest
@ConnectWireMock
class WebhookSenderTest {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @Inject ProviderClients clients;

  WireMock wiremock;

  @ParameterizedTest
  @CsvSource({"429, 3600, 3600", "503, 43200, 43200", "429, 86400, 86400", "503, 604800, 86400"})
  void isHonouredUpToADay(int status, String asked, long seconds) {
    // Given
    var path = "/hooks/" + UUID.randomUUID();
    wiremock.register(
        WireMock.post(WireMock.urlPathEqualTo(path))
            .willReturn(aResponse().withStatus(status).withHeader("Retry-After", asked)));
    var webhook =
        new Webhook(
            "environment",
            "main",
            URI.create(Trials.baseUrl("slack") + path),
            List.of(SECRET),
            EventType.delivered());
    var sender =
        new WebhookSender(
            webhook, clients, Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));

    // When
    var attempt = sender.send("evt_1", "{}").await().atMost(Duration.ofSeconds(30));

    // Then
    assertThat(attempt)
        .isInstanceOfSatisfying(
            Attempt.Failed.class,
            failed ->
                assertThat(
                        new RetrySchedule(List.of(Duration.ZERO), () -> 0)
                            .after(1, failed.retryAfter()))
                    .isEqualTo(Optional.of(Duration.ofSeconds(seconds))));
  }
}
