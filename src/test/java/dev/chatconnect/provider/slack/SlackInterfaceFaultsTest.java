package dev.chatconnect.provider.slack;

import java.time.Duration;
import java.util.Optional;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.chatconnect.provider.Outbound;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.TokenSet;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.chatconnect.provider.slack.StandIn.unique;
import static org.assertj.core.api.Assertions.assertThat;

/** Calls that go by an interface have the limits of those that post a form. */
@QuarkusTest
class SlackInterfaceFaultsTest {

  private static final String CHECK = "/api/auth.test";
  private static final String ELSEWHERE = "/elsewhere-of-an-interface";

  @ParameterizedTest
  @CsvSource({
    "oversized, INVALID_ANSWER, oversized",
    "redirect, INVALID_ANSWER, redirect",
    "slow, UNAVAILABLE, timeout",
    "status, UNAVAILABLE, http_500",
  })
  void tellsFaultsApartAndAsksOnlyOnce(String fault, Kind kind, String reason) {
    // Given
    var token = unique(fault);
    StandIn.wireMock().register(asked(token).willReturn(answer(fault)));
    var slack = StandIn.provider(Outbound.STEADY.callTimeout(Duration.ofMillis(1500)));

    // When
    var failure = failureOfCheck(slack, token);

    // Then
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
    StandIn.wireMock()
        .verifyThat(
            1,
            postRequestedFor(urlPathEqualTo(CHECK))
                .withHeader("Authorization", equalTo("Bearer " + token)));
    StandIn.wireMock().verifyThat(0, anyRequestedFor(urlPathEqualTo(ELSEWHERE)));
  }

  private static MappingBuilder asked(String token) {
    return post(urlPathEqualTo(CHECK))
        .atPriority(1)
        .withHeader("Authorization", equalTo("Bearer " + token));
  }

  private static ResponseDefinitionBuilder answer(String fault) {
    return switch (fault) {
      case "oversized" -> okJson("{\"ok\":true,\"x\":\"%s\"}".formatted("x".repeat(1 << 20)));
      case "redirect" -> temporaryRedirect(ELSEWHERE);
      case "slow" -> okJson("{\"ok\":true}").withFixedDelay(4000);
      default -> aResponse().withStatus(500);
    };
  }

  private static ProviderException failureOfCheck(SlackProvider slack, String token) {
    return (ProviderException)
        slack
            .tokens()
            .orElseThrow()
            .verify(
                StandIn.APP,
                new TokenSet(token, Optional.empty(), Optional.empty(), Optional.empty()))
            .subscribe()
            .withSubscriber(UniAssertSubscriber.create())
            .awaitFailure(Duration.ofSeconds(30))
            .getFailure();
  }
}
