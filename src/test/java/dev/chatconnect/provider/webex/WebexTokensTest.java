package dev.chatconnect.provider.webex;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.Outbound;
import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.StandardTokenTrials;
import dev.chatconnect.provider.Trials;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.provider.Trials.APP;
import static dev.chatconnect.provider.Trials.failure;
import static dev.chatconnect.provider.Trials.item;
import static dev.chatconnect.provider.Trials.tokens;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class WebexTokensTest extends StandardTokenTrials {

  WebexTokensTest() {
    super("webex", "/webex/v1/access_token");
  }

  @Override
  protected ChatProvider provider(Clock clock) {
    var baseUrl = Trials.baseUrl("webex");
    return new WebexProvider(() -> baseUrl, Trials.clients(Outbound.STEADY), clock);
  }

  @Test
  void renewsWithTheRefreshToken() {
    // When
    var renewed = renewed();

    // Then
    assertThat(renewed.expiresAt()).contains(NOW.plusSeconds(1_209_599));
    assertThat(renewed.refreshTokenExpiresAt()).contains(NOW.plusSeconds(7_775_999));
  }

  @Test
  void showsATokenToNobodyElse() {
    // Given
    var values = new HashMap<>(APP.values());
    values.putAll(Map.of("baseUrl", "https://evil.example/v1"));

    // When
    var failure = failure(operations.verify(new Credentials(values), tokens("webex.demo.x", "")));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.MISCONFIGURED);
  }

  @Test
  void doesNotTakeAPageForAWorkingToken() {
    // When
    var failure = failure(operations.verify(APP, tokens("webex.me-html.x", "")));

    // Then
    assertThat(failure.kind()).isEqualTo(Kind.INVALID_ANSWER);
    assertThat(failure.reason()).isEqualTo("not_json");
  }

  @Test
  void takesNothingBack() {
    // When
    var revoked = item(operations.revoke(APP, tokens("webex.demo.x", "")));

    // Then
    assertThat(revoked).isFalse();
  }
}
