package dev.chatconnect.provider;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.TokenOperations.Renewal;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.chatconnect.provider.Trials.APP;
import static dev.chatconnect.provider.Trials.failure;
import static dev.chatconnect.provider.Trials.item;
import static dev.chatconnect.provider.Trials.requests;
import static dev.chatconnect.provider.Trials.tokens;
import static org.assertj.core.api.Assertions.assertThat;

/** Renewal as every provider has it whose tokens are refreshed. */
public abstract class TokenTrials {

  protected static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  protected TokenOperations operations;

  private final Fresh fresh;

  /**
   * How the stand-in's new tokens look.
   *
   * @param path where they are asked for
   * @param fields of the form that asks for them
   */
  public record Fresh(String accessToken, String refreshToken, String path, int fields) {

    /** With the app's credentials among the fields. */
    public Fresh(String accessToken, String refreshToken, String path) {
      this(accessToken, refreshToken, path, 4);
    }
  }

  protected TokenTrials(Fresh fresh) {
    this.fresh = fresh;
  }

  /** The provider, at the stand-in, with a clock that stands still. */
  protected abstract ChatProvider provider(Clock clock);

  /** A refresh token that no other test uses. */
  protected abstract String refreshToken();

  @BeforeEach
  void openProvider() {
    operations = provider(Clock.fixed(NOW, ZoneOffset.UTC)).tokens().orElseThrow();
  }

  /** Renews once and looks at what every provider does alike. */
  protected TokenSet renewed() {
    var refreshToken = refreshToken();
    var renewed = item(operations.renew(APP, "ORG", tokens("old", refreshToken)));
    assertThat(operations.renewal()).isEqualTo(Renewal.REFRESH);
    assertThat(renewed.accessToken()).startsWith(fresh.accessToken());
    assertThat(renewed.refreshToken()).get().asString().startsWith(fresh.refreshToken());
    assertThat(renewed.refreshToken()).isNotEqualTo(Optional.of(refreshToken));
    assertThat(
            requests(
                postRequestedFor(urlPathEqualTo(fresh.path()))
                    .withFormParam("refresh_token", equalTo(refreshToken))))
        .singleElement()
        .satisfies(request -> assertThat(request.getFormParameters()).hasSize(fresh.fields()));
    return renewed;
  }

  @Test
  void keepsTheRefreshTokenThatWasNotReplaced() {
    // Given
    var end = Optional.of(NOW.plusSeconds(99));
    var current = new TokenSet("old", Optional.of("keep"), Optional.of(NOW), end);

    // When
    var renewed = item(operations.renew(APP, "ORG", current));

    // Then
    assertThat(renewed.accessToken()).startsWith(fresh.accessToken());
    assertThat(renewed.refreshToken()).contains("keep");
    assertThat(renewed.refreshTokenExpiresAt()).isEqualTo(end);
  }

  @Test
  void acceptsATokenThatWorks() {
    // When
    var verified = item(operations.verify(APP, tokens(fresh.accessToken() + "x1", "")));

    // Then
    assertThat(verified).isNull();
  }

  /** That a call fails, and how. */
  protected static void assertFails(Uni<?> call, Kind kind, String reason) {
    var failure = failure(call);
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
  }
}
